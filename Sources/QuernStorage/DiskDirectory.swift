#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder on disk.
///
/// Opening maps files; nothing is cached here.
public struct DiskDirectory: Directory {
  /// The path of the folder.
  public let path: String

  /// Names a folder, which need not exist.
  public init(path: String) { self.path = path }

  /// The one absolute path of the folder, without links; `nil` where there is none.
  public var canonicalPath: String? {
    // SAFETY: with no buffer given, realpath(3) allocates the string, which is copied and freed here.
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Makes the folder, and those above it, where they are missing.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``.
  public func makeFolder() throws(StorageError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += partial.isEmpty || partial.hasSuffix("/") ? "\(part)" : "/\(part)"
      guard unsafe mkdir(partial, 0o777) != 0 else { continue }
      let code = errno
      guard code == EEXIST || (code != EACCES && Self.isFolder(partial)) else {
        throw .system(call: "mkdir", path: partial, code: code, reason: Self.reason(code))
      }
    }
  }

  /// The names of all files, in no particular order.
  public func names() throws(StorageError) -> [String] {
    guard let stream = unsafe opendir(path) else { throw failure("opendir", nil) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        // A listing that breaks off must not hide the last commit.
        guard errno == 0 else { throw failure("readdir", nil) }
        return names
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // SAFETY: the operating system ends the name with a zero byte.
        unsafe String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  /// The bytes of a file.
  public func map(_ name: String) throws(StorageError) -> ByteView {
    let file = "\(path)/\(name)"
    let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", name) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure("fstat", name) }
    guard (status.st_mode & S_IFMT) == S_IFREG else {
      throw .system(call: "open", path: file, code: EINVAL, reason: "not a regular file")
    }
    let byteCount = Int(status.st_size)
    guard byteCount > 0 else { return ByteView(copying: [], file: file) }
    let address = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw failure("mmap", name)
    }
    return ByteView(
      unsafe MappedRegion(mapped: UnsafeRawPointer(address), byteCount: byteCount), file: file)
  }

  /// Begins a new file.
  ///
  /// One that is there is unlinked and not emptied: it may be mapped, or linked from a backup.
  public func create(_ name: String) throws(StorageError) -> any OutputFile {
    let file = "\(path)/\(name)"
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC
    var descriptor = unsafe open(file, flags | O_EXCL, 0o666)
    if descriptor < 0, errno == EEXIST {
      // A device is written to as it is.
      if Self.kind(file) == S_IFREG { try remove(name) }
      descriptor = unsafe open(file, flags | O_TRUNC, 0o666)
    }
    guard descriptor >= 0 else { throw failure("open", name) }
    return DiskOutputFile(descriptor: descriptor, path: file)
  }

  /// Gives a file of another folder a second name here, where both are on one file system.
  public func link(_ name: String, from other: any Directory) throws(StorageError) -> Bool {
    guard let other = other as? DiskDirectory else { return false }
    guard unsafe systemLink("\(other.path)/\(name)", "\(path)/\(name)") != 0 else { return true }
    let code = errno
    switch code {
    // Another file system, one without links, a file with too many, or one that is not ours.
    case EXDEV, EPERM, EACCES, EOPNOTSUPP, ENOSYS, EMLINK: return false
    case ENOENT: throw .noSuchFile(path: "\(other.path)/\(name)")
    default:
      throw .system(
        call: "link", path: "\(path)/\(name)", code: code, reason: Self.reason(code))
    }
  }

  /// Gives a file another name, atomically.
  public func rename(_ name: String, to newName: String) throws(StorageError) {
    guard unsafe systemRename("\(path)/\(name)", "\(path)/\(newName)") == 0 else {
      throw failure("rename", name)
    }
  }

  /// Removes a file.
  public func remove(_ name: String) throws(StorageError) {
    guard unsafe unlink("\(path)/\(name)") == 0 else { throw failure("unlink", name) }
  }

  /// Makes names last through a power loss.
  public func synchronize() throws(StorageError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", nil) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("fsync", nil) }
  }

  /// Takes the lock of that name.
  public func lock(_ name: String, holder: String) throws(StorageError) -> any DirectoryLock {
    try FileLock(path: "\(path)/\(name)", holder: holder)
  }

  static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
  }

  /// The kind of what has a name, links not followed; `nil` where nothing has.
  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// The error of the call that has just failed.
  private func failure(_ call: String, _ name: String?) -> StorageError {
    let code = errno
    let file = name.map { "\(path)/\($0)" } ?? path
    if code == ENOENT { return .noSuchFile(path: file) }
    return .system(call: call, path: file, code: code, reason: Self.reason(code))
  }
}

/// `rename(2)`, under a name that the method of ``DiskDirectory`` does not hide.
@unsafe
private func systemRename(_ old: String, _ new: String) -> Int32 {
  #if canImport(Glibc)
    unsafe Glibc.rename(old, new)
  #else
    unsafe Darwin.rename(old, new)
  #endif
}

/// `link(2)`, under a name that the method of ``DiskDirectory`` does not hide.
@unsafe
private func systemLink(_ old: String, _ new: String) -> Int32 {
  #if canImport(Glibc)
    unsafe Glibc.link(old, new)
  #else
    unsafe Darwin.link(old, new)
  #endif
}
