import QuernIndex

/// What a backup has done.
public struct BackupSummary: Sendable, Hashable {
  /// The number of the commit that the folder now holds.
  public var generation: UInt64

  /// The number of documents in it.
  public var documentCount: Int

  /// Files that share their bytes with the index.
  public var linkedFileCount: Int

  /// Files that were copied.
  public var copiedFileCount: Int

  /// Files that the folder had already.
  public var keptFileCount: Int

  /// The size of all files of the commit.
  public var byteCount: Int

  init(_ result: IndexBackup.Result, _ snapshot: Snapshot) {
    generation = snapshot.info.generation
    documentCount = snapshot.documentCount
    linkedFileCount = result.linkedCount
    copiedFileCount = result.copiedCount
    keptFileCount = result.keptCount
    byteCount = result.byteCount
  }
}
