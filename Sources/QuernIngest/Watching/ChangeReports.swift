#if os(Linux)
  import Glibc

  /// Reports of changes in folders, by inotify(7).
  struct ChangeReports: ~Copyable {
    /// What came of the wish to watch some folders.
    enum Answer {
      case added
      case unchanged
      /// The system has no room for more (`fs.inotify.max_user_watches`).
      case refused
    }

    private static let changes =
      UInt32(IN_CREATE) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_MOVED_FROM)
      | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
      | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)

    private static let eventSize = 16

    private let descriptor: Int32
    private var folders: [Int32: FilePath] = [:]
    private var watched: Set<FilePath> = []

    /// What has been reported and not been taken.
    private var changes = FileChanges.files([])
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// - Returns: `nil` where the system has no more of these.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Makes sure that changes in these folders are reported.
    mutating func watch(_ wanted: [String]) -> Answer {
      var answer = Answer.unchanged
      for folder in wanted.lazy.map(FilePath.init) where !watched.contains(folder) {
        let number = unsafe inotify_add_watch(descriptor, folder.rawValue, Self.changes)
        guard number >= 0 else {
          // What is gone again, or may not be read, has been told by the one who listed it.
          if errno == ENOSPC || errno == ENOMEM { return .refused }
          continue
        }
        folders[number] = folder
        watched.insert(folder)
        answer = .added
      }
      return answer
    }

    /// Waits for changes, and reads all reports of them.
    ///
    /// - Returns: whether there were any.
    mutating func wait(_ duration: Duration) -> Bool {
      let (seconds, attoseconds) = duration.components
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // SAFETY: the call reads and fills the one structure.
      let count = unsafe poll(
        &request, 1, Int32(seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
      guard count > 0 else { return false }
      while true {
        let byteCount = unsafe buffer.withUnsafeMutableBytes {
          unsafe read(descriptor, $0.baseAddress, $0.count)
        }
        guard byteCount > 0 else { return true }
        takeIn(byteCount)
      }
    }

    /// What was reported since the last call.
    mutating func takeChanges() -> FileChanges {
      defer { changes = .files([]) }
      return changes
    }

    /// Notes what has changed, and forgets folders that are gone or have moved: another one may get
    /// their names.
    private mutating func takeIn(_ byteCount: Int) {
      var offset = 0
      while offset + Self.eventSize <= byteCount {
        let number = Int32(bitPattern: word(at: offset))
        let mask = word(at: offset + 4)
        let end = offset + Self.eventSize + Int(word(at: offset + 12))
        note(folders[number], mask, buffer[(offset + Self.eventSize)..<end].prefix { $0 != 0 })
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { forgetAll() }
        if mask & (UInt32(IN_IGNORED) | UInt32(IN_MOVE_SELF)) != 0,
          let folder = folders.removeValue(forKey: number)
        {
          watched.remove(folder)
          if mask & UInt32(IN_MOVE_SELF) != 0 {
            inotify_rm_watch(descriptor, number)
            forget(below: folder)
          }
        }
        offset = end
      }
    }

    /// Forgets the folders in one that has moved: nobody tells them that they have moved with it.
    private mutating func forget(below folder: FilePath) {
      let prefix = folder.appending("").rawValue.utf8
      for (number, inner) in folders where inner.rawValue.utf8.starts(with: prefix) {
        inotify_rm_watch(descriptor, number)
        folders[number] = nil
        watched.remove(inner)
      }
    }

    /// Notes a change of a file; one of a folder may be one of all that is in it.
    private mutating func note(_ folder: FilePath?, _ mask: UInt32, _ name: ArraySlice<UInt8>) {
      guard case .files(var files) = changes else { return }
      changes = .anything
      guard let folder, !name.isEmpty, mask & UInt32(IN_ISDIR | IN_Q_OVERFLOW) == 0,
        let name = String(validating: name, as: UTF8.self)
      else { return }
      files.insert(folder.appending(name))
      changes = .files(files)
    }

    /// Reports were lost: which folders are still watched is unknown.
    ///
    /// Watching one again is free.
    private mutating func forgetAll() {
      folders = [:]
      watched = []
    }

    private func word(at offset: Int) -> UInt32 {
      var word: UInt32 = 0
      for place in 0..<4 { word |= UInt32(buffer[offset + place]) << UInt32(8 * place) }
      return word
    }
  }
#endif
