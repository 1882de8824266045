#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is open for reading.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool

  /// Opens a regular file.
  ///
  /// Never waits: what turns out to be a pipe is an error.
  init(_ path: FilePath) throws(IngestError) {
    let descriptor = unsafe open(path.rawValue, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileSystem.failure("open") }
    self.descriptor = descriptor
    isOwned = true
  }

  /// Reads from a descriptor that stays open afterwards, such as standard input.
  init(borrowing descriptor: Int32) {
    self.descriptor = descriptor
    isOwned = false
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// What the file is now.
  func status() throws(IngestError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileSystem.failure("fstat") }
    return FileStatus(status)
  }

  /// Reads into a part of a buffer.
  ///
  /// - Returns: how many bytes were read; 0 at the end of the file.
  func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(IngestError) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count, "outside the buffer")
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        // SAFETY: the range was checked to lie in the buffer.
        unsafe systemRead(
          descriptor, bytes.baseAddress.map { unsafe $0 + range.lowerBound }, range.count)
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileSystem.failure("read") }
    }
  }

  /// Reads a piece of the file, wherever reading stands.
  func bytes(at offset: Int, count: Int) throws(IngestError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = unsafe buffer.withUnsafeMutableBytes { bytes in
        // SAFETY: `filled` is less than the count of the buffer.
        unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + filled }, count - filled,
          off_t(offset + filled))
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw FileSystem.failure("pread") }
      guard read > 0 else { throw .changedWhileRead }
      filled += read
    }
    return buffer
  }

  /// Reads from here to the end, unless that is more than `limit` bytes.
  func bytesToEnd(expecting expected: UInt64, limit: Int) throws(IngestError) -> [UInt8] {
    guard expected <= UInt64(limit) else { throw .tooLarge(byteCount: expected, limit: limit) }
    // One byte more than is expected, so that the end shows itself without growing.
    var buffer = [UInt8](repeating: 0, count: max(4_096, Int(expected) + 1))
    var filled = 0
    while true {
      if filled == buffer.count {
        buffer.append(contentsOf: repeatElement(0, count: buffer.count))
      }
      let count = try read(into: &buffer, filled..<buffer.count)
      if count == 0 { break }
      filled += count
      guard filled <= limit else { throw .tooLarge(byteCount: UInt64(filled), limit: limit) }
    }
    buffer.removeLast(buffer.count - filled)
    return buffer
  }
}

/// `read(2)`, under a name that the method of ``InputFile`` does not hide.
@unsafe
private func systemRead(
  _ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  #if canImport(Glibc)
    unsafe Glibc.read(descriptor, target, count)
  #else
    unsafe Darwin.read(descriptor, target, count)
  #endif
}
