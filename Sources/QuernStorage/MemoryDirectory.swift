import Synchronization

/// A folder in memory, for tests and for indexes that nobody keeps.
public final class MemoryDirectory: Directory {
  private struct State {
    var files: [String: [UInt8]] = [:]
    var locks: [String: String] = [:]
  }

  /// How the folder is named in errors.
  public let path: String
  private let state = Mutex(State())

  /// Makes an empty folder.
  public init(path: String = "memory") { self.path = path }

  /// The names of all files, in no particular order.
  public func names() -> [String] { state.withLock { Array($0.files.keys) } }

  /// The bytes of a file.
  public func map(_ name: String) throws(StorageError) -> ByteView {
    guard let bytes = contents(of: name) else { throw .noSuchFile(path: "\(path)/\(name)") }
    return ByteView(copying: bytes, file: "\(path)/\(name)")
  }

  /// Begins a new file.
  public func create(_ name: String) -> any OutputFile {
    setContents(of: name, to: [])
    return MemoryOutputFile(name, in: self)
  }

  /// Gives a file another name, atomically.
  public func rename(_ name: String, to newName: String) throws(StorageError) {
    let isThere = state.withLock { state in
      guard let bytes = state.files.removeValue(forKey: name) else { return false }
      state.files[newName] = bytes
      return true
    }
    guard isThere else { throw .noSuchFile(path: "\(path)/\(name)") }
  }

  /// Removes a file.
  public func remove(_ name: String) throws(StorageError) {
    let isThere = state.withLock { $0.files.removeValue(forKey: name) != nil }
    guard isThere else { throw .noSuchFile(path: "\(path)/\(name)") }
  }

  /// Makes names last through a power loss.
  public func synchronize() {}

  /// Takes the lock of that name.
  public func lock(_ name: String, holder: String) throws(StorageError) -> any DirectoryLock {
    let present = state.withLock { state in
      let present = state.locks[name]
      if present == nil { state.locks[name] = holder }
      return present
    }
    if let present { throw .locked(path: "\(path)/\(name)", holder: present) }
    return MemoryLock(name, in: self)
  }

  /// The bytes of a file; `nil` where there is none.
  public func contents(of name: String) -> [UInt8]? { state.withLock { $0.files[name] } }

  /// Puts a file in place as a whole, damaged ones included.
  public func setContents(of name: String, to bytes: [UInt8]) {
    state.withLock { $0.files[name] = bytes }
  }

  fileprivate func append(_ bytes: [UInt8], to name: String) {
    state.withLock { $0.files[name, default: []].append(contentsOf: bytes) }
  }

  fileprivate func unlock(_ name: String) {
    state.withLock { _ = $0.locks.removeValue(forKey: name) }
  }
}

private final class MemoryOutputFile: OutputFile {
  private let name: String
  private let directory: MemoryDirectory
  private(set) var byteCount = 0

  init(_ name: String, in directory: MemoryDirectory) {
    self.name = name
    self.directory = directory
  }

  func write(_ bytes: [UInt8]) {
    byteCount += bytes.count
    directory.append(bytes, to: name)
  }

  func synchronize() {}

  func close() {}
}

private final class MemoryLock: DirectoryLock {
  private let name: String
  private let directory: MemoryDirectory
  private let isHeld = Mutex(true)

  init(_ name: String, in directory: MemoryDirectory) {
    self.name = name
    self.directory = directory
  }

  deinit { release() }

  func release() {
    let wasHeld = isHeld.withLock { held in
      defer { held = false }
      return held
    }
    if wasHeld { directory.unlock(name) }
  }
}
