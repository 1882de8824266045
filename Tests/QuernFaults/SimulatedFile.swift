import QuernStorage
import Synchronization

/// A file of a simulated disk that is being written.
final class SimulatedFile: OutputFile {
  private let number: Int
  private let name: String
  private let disk: SimulatedDisk
  private(set) var byteCount = 0

  init(_ number: Int, _ name: String, on disk: SimulatedDisk) {
    self.number = number
    self.name = name
    self.disk = disk
  }

  func write(_ bytes: [UInt8]) throws(StorageError) {
    byteCount += bytes.count
    try disk.write(bytes, to: number, name)
  }

  func synchronize() throws(StorageError) {
    try disk.synchronize(name) { .synchronizeFile(number, succeeds: $0) }
  }

  func close() throws(StorageError) {
    try disk.perform("close", name) { $0.operations.append(.close(file: number)) }
  }
}

/// A lock on a simulated disk.
final class SimulatedLock: DirectoryLock {
  private let name: String
  private let disk: SimulatedDisk
  private let isHeld = Mutex(true)

  init(_ name: String, on disk: SimulatedDisk) {
    self.name = name
    self.disk = disk
  }

  deinit { release() }

  func release() {
    let wasHeld = isHeld.withLock { held in
      defer { held = false }
      return held
    }
    if wasHeld { disk.unlock(name) }
  }
}
