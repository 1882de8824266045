package import QuernStorage

/// The lock that makes sure that an index has one writer, across processes.
package enum WriterLock {
  /// Takes the lock.
  ///
  /// - Throws: ``IndexError/locked(path:holder:)`` with the process that holds it and since when.
  package static func take(_ directory: any Directory) throws(IndexError) -> any DirectoryLock {
    let holder =
      "process \(SystemClock.processNumber) since \(SystemClock.text(SystemClock.now()))"
    return try storing { () throws(StorageError) in
      try directory.lock(FileNames.lock, holder: holder)
    }
  }
}
