import QuernIndex
public import QuernStorage

extension SearchIndex {
  /// Puts the last commit into another folder, which is then an index by itself.
  ///
  /// Files are linked where the folder is on the same file system, else copied; every checksum is
  /// verified in the copy. Writers and readers go on meanwhile. A folder with an earlier backup of
  /// this index gets what is new, and stays that backup until the new one is complete.
  ///
  /// A linked file shares its bytes with the index: that keeps them through deletions and merges, and
  /// not through a failing disk.
  ///
  /// - Parameters:
  ///   - path: the folder, which is made where it is missing.
  ///   - snapshot: an older commit instead of the last.
  ///   - mayLink: `false` for a copy that shares nothing.
  /// - Throws: ``QuernError/occupied(path:evidence:)`` where the folder holds anything else,
  ///   ``QuernError/damaged(file:offset:evidence:)`` where the index is damaged; ``QuernError``.
  /// - Complexity: every byte of the commit is read.
  @discardableResult
  public func backup(
    to path: String, of snapshot: Snapshot? = nil, mayLink: Bool = true
  ) throws(QuernError) -> BackupSummary {
    let directory = DiskDirectory(path: path)
    try wrapping { () throws(IndexError) in
      try storing { () throws(StorageError) in try directory.makeFolder() }
    }
    return try backup(in: directory, of: snapshot, mayLink: mayLink)
  }

  /// Puts the last commit into a directory of any kind.
  ///
  /// - Throws: the same as ``backup(to:of:mayLink:)``.
  @discardableResult
  public func backup(
    in target: any Directory, of snapshot: Snapshot? = nil, mayLink: Bool = true
  ) throws(QuernError) -> BackupSummary {
    if snapshot == nil { try refresh() }
    let snapshot = snapshot ?? self.snapshot
    let result = try wrapping { () throws(IndexError) in
      try IndexBackup.write(snapshot.contents, from: directory, to: target, mayLink: mayLink)
    }
    return BackupSummary(result, snapshot)
  }
}
