import QuernAnalysis
import QuernIndex
import QuernModel
import QuernStorage

/// The one writer of an index.
///
/// Lives as long as it is wanted and holds the lock until it is closed.
///
/// Owned by one task.
public final class IndexWriter {
  let index: SearchIndex
  private let lock: any DirectoryLock

  /// A batch removes its files when it is dropped, so it must not outlive the lock.
  var hasOpenBatch = false

  private var isOpen = true

  init(_ index: SearchIndex) throws(QuernError) {
    self.index = index
    lock = try wrapping { () throws(IndexError) in try WriterLock.take(index.directory) }
    // Another process may have written since the index was opened.
    try index.refresh()
  }

  deinit { lock.release() }

  /// Starts a batch of changes, which becomes visible as a whole or not at all.
  ///
  /// One batch at a time: a batch starts from the last commit.
  ///
  /// - Parameters:
  ///   - replacingAll: whether the batch starts from nothing: at its commit all documents that it
  ///     did not add are gone.
  ///   - options: how the index is made anew; only with `replacingAll`. Without, it is made with the
  ///     analyzers that it has.
  /// - Throws: ``QuernError/analysisMismatch(message:)`` where the index was written with an analysis
  ///   that this program does not have, ``QuernError``.
  public func begin(
    replacingAll: Bool = false, options: IndexOptions? = nil
  ) throws(QuernError) -> WriteBatch {
    precondition(isOpen, "the writer has been closed")
    precondition(!hasOpenBatch, "one batch at a time")
    precondition(replacingAll || options == nil, "an index keeps the options that it was made with")
    let snapshot = index.snapshot
    if !replacingAll { try snapshot.analysisCheck.requireWritable() }
    let analysis =
      try options?.makeAnalysis(index.analyzers)
      ?? (replacingAll ? snapshot.analysis.forNewIndex : snapshot.analysis)
    return try WriteBatch(
      self, after: snapshot, analysis, replacingAll: replacingAll,
      memoryByteCount: (options ?? IndexOptions()).memoryByteCount)
  }

  /// Merges all segments into one without deleted documents, and commits.
  ///
  /// - Returns: the same as a commit.
  /// - Throws: ``QuernError``; the commit before is then still the last.
  public func optimize() throws(QuernError) -> CommitSummary {
    var batch = try begin()
    try batch.mergeAll()
    return try batch.commit()
  }

  /// Gives the lock up; no batch may be open.
  ///
  /// A second call does nothing.
  public func close() {
    precondition(!hasOpenBatch, "commit or roll back the batch first")
    isOpen = false
    lock.release()
  }
}
