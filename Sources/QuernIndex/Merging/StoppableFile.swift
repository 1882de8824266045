import QuernStorage

/// A file whose writing fails once it is no longer wanted.
final class StoppableFile: OutputFile {
  private let file: any OutputFile
  private let isStopped: () -> Bool

  init(_ file: any OutputFile, isStopped: @escaping () -> Bool) {
    self.file = file
    self.isStopped = isStopped
  }

  var byteCount: Int { file.byteCount }

  func write(_ bytes: [UInt8]) throws(StorageError) {
    if isStopped() {
      throw .system(call: "write", path: "", code: 0, reason: "the merge was stopped")
    }
    try file.write(bytes)
  }

  func synchronize() throws(StorageError) { try file.synchronize() }

  func close() throws(StorageError) { try file.close() }
}
