/// What a piece of text is, which decides how a terminal that shows colours draws it.
enum TextStyle: Hashable {
  case plain
  case title
  case match
  case path
  case secondary

  /// The ANSI sequence that turns the style on; empty for plain text.
  var ansi: String {
    switch self {
    case .plain: ""
    case .title: "\u{1B}[1m"
    case .match: "\u{1B}[1;31m"
    case .path: "\u{1B}[32m"
    case .secondary: "\u{1B}[2m"
    }
  }

  /// The ANSI sequence that turns every style off.
  static let reset = "\u{1B}[0m"
}
