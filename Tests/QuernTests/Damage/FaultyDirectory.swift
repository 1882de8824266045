import QuernStorage
import Synchronization

/// A directory in memory of which one change fails, or all from one on, as if the process had died.
final class FaultyDirectory: Directory {
  private let sound: MemoryDirectory
  private let firstFault: Int
  private let staysFaulty: Bool
  private let changeCount = Mutex(0)

  init(_ sound: MemoryDirectory, firstFault: Int, staysFaulty: Bool) {
    self.sound = sound
    self.firstFault = firstFault
    self.staysFaulty = staysFaulty
  }

  var path: String { sound.path }

  /// Whether the fault has come.
  var hasFailed: Bool { changeCount.withLock { $0 > firstFault } }

  func names() -> [String] { sound.names() }

  func map(_ name: String) throws(StorageError) -> ByteView { try sound.map(name) }

  func create(_ name: String) throws(StorageError) -> any OutputFile {
    try count("open")
    return FaultyFile(sound.create(name), in: self)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    try count("rename")
    try sound.rename(name, to: newName)
  }

  func remove(_ name: String) throws(StorageError) {
    try count("unlink")
    try sound.remove(name)
  }

  func synchronize() throws(StorageError) { try count("fsync") }

  func lock(_ name: String, holder: String) throws(StorageError) -> any DirectoryLock {
    try sound.lock(name, holder: holder)
  }

  /// Fails if it is time to.
  fileprivate func count(_ call: String) throws(StorageError) {
    let number = changeCount.withLock { count in
      count += 1
      return count - 1
    }
    guard number == firstFault || (staysFaulty && number > firstFault) else { return }
    throw .system(call: call, path: path, code: 28, reason: "no space left")
  }
}

private final class FaultyFile: OutputFile {
  private let file: any OutputFile
  private let directory: FaultyDirectory

  init(_ file: any OutputFile, in directory: FaultyDirectory) {
    self.file = file
    self.directory = directory
  }

  var byteCount: Int { file.byteCount }

  func write(_ bytes: [UInt8]) throws(StorageError) {
    try directory.count("write")
    try file.write(bytes)
  }

  func synchronize() throws(StorageError) {
    try directory.count("fsync")
    try file.synchronize()
  }

  func close() throws(StorageError) {
    try directory.count("close")
    try file.close()
  }
}
