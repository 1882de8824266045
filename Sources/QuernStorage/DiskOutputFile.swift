import CKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file on disk that is being written; collects small writes.
final class DiskOutputFile: OutputFile {
  /// Writes reach the operating system in pieces of at least this many bytes.
  private static let bufferByteCount = 1 << 16

  /// So many bytes are handed on to the disk together, while the next ones are made: `fsync` waits for the
  /// last of them only, instead of 80 ms for 120 MB.
  private static let startedByteCount = 8 << 20

  private var descriptor: Int32
  private let path: String
  private var pending: [UInt8] = []
  private(set) var byteCount = 0

  /// The bytes that the operating system has, and how many of them are on their way to the disk.
  private var putByteCount = 0
  private var startedByteCount = 0

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    pending.reserveCapacity(Self.bufferByteCount)
  }

  deinit {
    if descriptor >= 0 { systemClose(descriptor) }
  }

  func write(_ bytes: [UInt8]) throws(StorageError) {
    byteCount += bytes.count
    if pending.isEmpty && bytes.count >= Self.bufferByteCount { return try put(bytes) }
    pending.append(contentsOf: bytes)
    if pending.count >= Self.bufferByteCount { try flush() }
  }

  func synchronize() throws(StorageError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw failure("fsync") }
  }

  func close() throws(StorageError) {
    try flush()
    let closing = descriptor
    descriptor = -1
    guard systemClose(closing) == 0 else { throw failure("close") }
  }

  private func flush() throws(StorageError) {
    guard !pending.isEmpty else { return }
    try put(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the rest lies inside the array, whose memory the call only reads.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
        return unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw failure("write") }
      done += written
    }
    putByteCount += bytes.count
    while putByteCount - startedByteCount >= Self.startedByteCount {
      quern_start_writing(descriptor, Int64(startedByteCount), Int64(Self.startedByteCount))
      startedByteCount += Self.startedByteCount
    }
  }

  private func failure(_ call: String) -> StorageError {
    let code = errno
    return .system(call: call, path: path, code: code, reason: DiskDirectory.reason(code))
  }
}

@discardableResult
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

@unsafe
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
