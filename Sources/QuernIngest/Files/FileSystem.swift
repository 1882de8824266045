#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The questions that are put to the file system.
enum FileSystem {
  /// One entry of a folder.
  struct Entry {
    /// The name, with U+FFFD for what is not UTF-8.
    var shownName: String

    /// Whether the name is UTF-8; others cannot be opened by their name.
    var isWellNamed: Bool

    /// Whether something could be below it: a folder, a link, or of a kind not known yet.
    var mayBeFolder: Bool
  }

  /// The path without links, `.` and `..`, from the root of the file system on.
  static func canonicalPath(of path: String) throws(IngestError) -> FilePath {
    // A zero byte would end the name early, and another file would be meant.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .missing }
    guard let resolved = unsafe realpath(path, nil) else { throw failure("realpath") }
    defer { unsafe free(resolved) }
    // SAFETY: realpath ends what it allocates with a zero byte.
    guard let text = unsafe String(validatingCString: resolved) else { throw .malformedName }
    return FilePath(text)
  }

  /// What there is at a path.
  static func status(
    of path: FilePath, followingLinks: Bool
  ) throws(IngestError) -> FileStatus {
    var status = stat()
    let result =
      unsafe followingLinks
      ? stat(path.rawValue, &status) : lstat(path.rawValue, &status)
    guard result == 0 else { throw failure("stat") }
    return FileStatus(status)
  }

  /// What there is at a path that was there a moment ago, links not followed; `nil` if it has gone.
  static func statusIfThere(_ path: FilePath) throws(IngestError) -> FileStatus? {
    do {
      return try status(of: path, followingLinks: false)
    } catch .missing {
      return nil
    }
  }

  /// What a folder holds, in the order of the names' bytes.
  static func entries(of folder: FilePath) throws(IngestError) -> [Entry] {
    guard let stream = unsafe opendir(folder.rawValue) else { throw failure("opendir") }
    defer { unsafe closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw failure("readdir") }
        break
      }
      let type = Int32(unsafe entry.pointee.d_type)
      let (name, shownName) = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // SAFETY: the operating system ends the name with a zero byte.
        let characters = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
        return unsafe (String(validatingCString: characters), String(cString: characters))
      }
      guard shownName != ".", shownName != ".." else { continue }
      entries.append(
        Entry(
          shownName: shownName, isWellNamed: name != nil,
          mayBeFolder: [DT_DIR, DT_LNK, DT_UNKNOWN].map(Int32.init).contains(type)))
    }
    return entries.sorted { FilePath($0.shownName) < FilePath($1.shownName) }
  }

  /// The error of the call that has just failed.
  static func failure(_ call: String) -> IngestError {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing }
    // SAFETY: strerror gives a text that ends with a zero byte.
    return .system(call: call, code: code, reason: unsafe String(cString: strerror(code)))
  }
}

extension FileStatus {
  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    byteCount = UInt64(clamping: status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    let (product, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = product.addingReportingOverflow(Int64(time.tv_nsec))
    modified = overflow || carry ? (time.tv_sec < 0 ? .min : .max) : sum
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
