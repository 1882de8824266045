#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that gets its name only when it is complete.
///
/// Until then it is `NAME.PROCESS.part`, which is no other file. A file of the name is written over only where that is asked for.
/// Owned by one task.
final class NewFile {
  private static let capacity = 1 << 16

  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  private var partPath: String

  /// So many names are tried, where runs that broke off have left files.
  private static let maximumTryCount = 100

  /// Begins the file.
  ///
  /// - Parameter mayReplace: whether it may take the place of one of the same name.
  /// - Throws: ``CommandFailure`` where there is one already, or the operating system refuses.
  init(_ path: String, mayReplace: Bool = false) throws(CommandFailure) {
    self.path = path
    partPath = path
    descriptor = -1
    guard mayReplace || CanonicalPath.of(path) == nil else {
      throw CommandFailure("\(path) is there already", hint: "name another file, or remove it")
    }
    for number in 0..<Self.maximumTryCount {
      partPath = "\(path).\(getpid())\(number == 0 ? "" : "-\(number)").part"
      // SAFETY: the path is a string that lives through the call.
      descriptor = unsafe open(partPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return }
      guard errno == EEXIST else { break }
    }
    throw failure(errno)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    // SAFETY: as above.
    unsafe unlink(partPath)
  }

  /// Adds text.
  ///
  /// - Throws: ``CommandFailure``.
  func write(_ text: String) throws(CommandFailure) {
    buffer += text.utf8
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Makes the file last and gives it its name.
  ///
  /// - Throws: ``CommandFailure``; there is no file then.
  func finish() throws(CommandFailure) {
    try flush()
    guard fsync(descriptor) == 0 else { throw failure(errno) }
    // SAFETY: both names are strings that live through the call.
    guard unsafe rename(partPath, path) == 0 else { throw failure(errno) }
    close(descriptor)
    descriptor = -1
  }

  private func flush() throws(CommandFailure) {
    let code = writeAll(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
    guard code == 0 else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> CommandFailure {
    // SAFETY: the message is a string of the C library and is copied at once.
    CommandFailure("\(path) cannot be written: \(unsafe String(cString: strerror(code)))")
  }
}
