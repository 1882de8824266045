#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output with a buffer.
///
/// When the reader has gone (`quern search … | head`), what is still to be written is dropped
/// without a word, and the exit code is what it would have been. Owned by one task.
final class StandardOutput {
  private static let capacity = 1 << 16

  private var buffer: [UInt8] = []

  /// Whether nobody reads any more.
  private(set) var isClosed = false

  /// Adds text.
  ///
  /// - Throws: ``CommandFailure`` where the operating system refuses to write it.
  func write(_ text: String) throws(CommandFailure) {
    buffer += text.utf8
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Adds a line.
  ///
  /// - Throws: ``CommandFailure``.
  func writeLine(_ text: some CustomStringConvertible) throws(CommandFailure) {
    try write(text.description + "\n")
  }

  /// Writes what the buffer holds.
  ///
  /// - Throws: ``CommandFailure``.
  func flush() throws(CommandFailure) {
    let code = isClosed ? 0 : writeAll(buffer, to: STDOUT_FILENO)
    buffer.removeAll(keepingCapacity: true)
    switch code {
    case 0: return
    case EPIPE: isClosed = true
    // SAFETY: the message is a string of the C library and is copied at once.
    default: throw CommandFailure("standard output: \(unsafe String(cString: strerror(code)))")
    }
  }
}

extension StandardOutput {
  /// What a command has to say, for a person or for a program.
  enum Report<Record: CustomStringConvertible> {
    case text(String)

    /// A line each.
    case records([Record])
  }

  /// Writes all of a report.
  ///
  /// - Throws: ``CommandFailure``.
  static func write(_ report: Report<some CustomStringConvertible>) throws(CommandFailure) {
    let output = StandardOutput()
    switch report {
    case .text(let text): try output.write(text)
    case .records(let records): for record in records { try output.writeLine(record) }
    }
    try output.flush()
  }
}

/// Standard error, unbuffered.
///
/// What cannot be written there cannot be reported anywhere.
enum StandardError {
  static func write(_ text: String) {
    _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// Writes all bytes.
///
/// - Returns: 0, or the code of the error.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var written = 0
  while written < bytes.count {
    // SAFETY: the buffer lives through the call, and `written` is inside it.
    let count = unsafe bytes.withUnsafeBytes {
      #if canImport(Glibc)
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      #else
        unsafe Darwin.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      #endif
    }
    if count < 0 {
      let code = errno
      if code == EINTR { continue }
      return code
    }
    written += count
  }
  return 0
}
