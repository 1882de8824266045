import ArgumentParser

/// When colours are written.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never

  /// Whether colours are written to standard output.
  ///
  /// By default on a terminal that can show them, unless `NO_COLOR` (no-color.org) is set.
  var isColored: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      Terminal.isOutputTerminal && Environment.value("TERM") != "dumb"
        && (Environment.value("NO_COLOR") ?? "").isEmpty
    }
  }
}
