#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the standard streams are connected to.
enum Terminal {
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The number of columns; 80 where it is unknown.
  static var width: Int {
    var size = winsize()
    // SAFETY: the call fills the structure that it is given, which is of its type.
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    let columns = Environment.value("COLUMNS").flatMap { Int($0) } ?? 80
    return columns > 0 ? columns : 80
  }
}
