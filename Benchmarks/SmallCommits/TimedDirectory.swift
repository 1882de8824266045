import QuernStorage
import Synchronization

/// A folder on disk that says how long it has waited for the disk to take what was written.
final class TimedDirectory: Directory {
  private let disk: DiskDirectory
  private let waited = Mutex(Duration.zero)

  init(path: String) { disk = DiskDirectory(path: path) }

  /// The time that all synchronizations took so far.
  var synchronizing: Duration { waited.withLock { $0 } }

  var path: String { disk.path }

  func names() throws(StorageError) -> [String] { try disk.names() }

  func map(_ name: String) throws(StorageError) -> ByteView { try disk.map(name) }

  func create(_ name: String) throws(StorageError) -> any OutputFile {
    TimedFile(try disk.create(name), in: self)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    try disk.rename(name, to: newName)
  }

  func remove(_ name: String) throws(StorageError) { try disk.remove(name) }

  func synchronize() throws(StorageError) {
    try count { () throws(StorageError) in try disk.synchronize() }
  }

  func lock(_ name: String, holder: String) throws(StorageError) -> any DirectoryLock {
    try disk.lock(name, holder: holder)
  }

  /// Counts the time of a synchronization.
  fileprivate func count(_ work: () throws(StorageError) -> Void) throws(StorageError) {
    let start = ContinuousClock.now
    defer { waited.withLock { $0 += .now - start } }
    try work()
  }
}

private final class TimedFile: OutputFile {
  private let file: any OutputFile
  private let directory: TimedDirectory

  init(_ file: any OutputFile, in directory: TimedDirectory) {
    self.file = file
    self.directory = directory
  }

  var byteCount: Int { file.byteCount }

  func write(_ bytes: [UInt8]) throws(StorageError) { try file.write(bytes) }

  func synchronize() throws(StorageError) {
    try directory.count { () throws(StorageError) in try file.synchronize() }
  }

  func close() throws(StorageError) { try file.close() }
}
