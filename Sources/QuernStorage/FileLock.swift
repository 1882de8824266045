import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock on a file by `flock(2)`: the operating system takes it back when the holder dies.
///
/// The file names its last holder, for the error that another writer gets. It is never removed: a
/// lock file that is unlinked can be held twice.
final class FileLock: DirectoryLock {
  private let descriptor: Mutex<Int32>

  init(path: String, holder: String) throws(StorageError) {
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard opened >= 0 else {
      let code = errno
      throw .system(call: "open", path: path, code: code, reason: DiskDirectory.reason(code))
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let present = Self.readHolder(opened)
      close(opened)
      guard code == EWOULDBLOCK else {
        throw .system(call: "flock", path: path, code: code, reason: DiskDirectory.reason(code))
      }
      throw .locked(path: path, holder: present)
    }
    descriptor = Mutex(opened)
    // Only information for others: a disk too full to take it does not stop the holder.
    let text = Array(holder.utf8)
    ftruncate(opened, 0)
    _ = unsafe text.withUnsafeBytes { unsafe pwrite(opened, $0.baseAddress, text.count, 0) }
  }

  deinit { release() }

  func release() {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      // Closing alone would leave the lock with a process that was forked and has not called exec yet.
      flock(descriptor, LOCK_UN)
      close(descriptor)
      descriptor = -1
    }
  }

  private static func readHolder(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : "another process"
  }
}
