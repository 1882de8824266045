package import QuernStorage

/// The lock that makes sure that an index has one writer, across processes.
package enum WriterLock {
  /// How often a lock that another one holds is tried again.
  private static let pause = Duration.milliseconds(20)

  /// Takes the lock.
  ///
  /// - Parameter patience: how long to wait for another holder.
  /// - Throws: ``IndexError/locked(path:holder:)`` with the process that holds it and since when.
  package static func take(
    _ directory: any Directory, waiting patience: Duration = .zero
  ) throws(IndexError) -> any DirectoryLock {
    let start = ContinuousClock.now
    while true {
      do throws(IndexError) { return try tryToTake(directory) } catch {
        guard case .locked = error, ContinuousClock.now - start < patience else { throw error }
        SystemClock.sleep(for: pause)
      }
    }
  }

  private static func tryToTake(_ directory: any Directory) throws(IndexError) -> any DirectoryLock
  {
    let holder =
      "process \(SystemClock.processNumber) since \(SystemClock.text(SystemClock.now()))"
    return try storing { () throws(StorageError) in
      try directory.lock(FileNames.lock, holder: holder)
    }
  }
}
