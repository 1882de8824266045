import QuernAnalysis
import QuernIndex
import QuernModel
import QuernStorage

/// The one writer of an index.
///
/// Lives as long as it is wanted and holds the lock until it is closed. After a commit it merges
/// segments in the background, so that a small commit is cheap and a search has few segments to ask.
///
/// Owned by one task.
public final class IndexWriter {
  /// How many bytes of memory a batch takes that has no options of its own, as
  /// ``IndexOptions/memoryByteCount`` says; 1 GiB.
  public var memoryByteCount = IndexOptions().memoryByteCount {
    didSet { setReordering() }
  }

  /// Whether large merges put documents with the same words side by side: ``optimize()`` those of
  /// 100,000 documents or more, the background those of 500,000; true.
  ///
  /// Lists get shorter and searches quicker by it; among equal scores other documents may come first.
  /// To find the order (recursive graph bisection, Dhulipala et al., KDD 2016) takes about as long as
  /// the merge.
  public var reordersDocuments = true {
    didSet { setReordering() }
  }

  /// How many threads analyse and write the documents of a batch, from 1 on; 1.
  ///
  /// Fewer do where each would have less than 256 MiB of ``memoryByteCount``.
  /// The index is the same for any number, but for where it is divided into segments.
  public var threadCount = 1

  /// From how many documents on they are reordered, in place of the usual sizes; for tests.
  package var smallestReordered: UInt32? {
    didSet { setReordering() }
  }

  /// The memory below which a thread more is none, in place of the usual one; for tests.
  package var leastMemoryPerThread = MemoryBudget.leastPerThread

  /// The text that is handed to a thread at once, in place of the usual size; for tests.
  package var portionByteCount = AnalysisPool.usualPortionByteCount

  let index: SearchIndex
  private let lock: any DirectoryLock
  private let merges: MergeWorker

  /// A batch removes its files when it is dropped, so it must not outlive the lock.
  private var hasOpenBatch = false

  private var isOpen = true

  init(_ index: SearchIndex, waiting patience: Duration) throws(QuernError) {
    self.index = index
    lock = try wrapping { () throws(IndexError) in
      try WriterLock.take(index.directory, waiting: patience)
    }
    // Another process may have written since the index was opened.
    try index.refresh()
    merges = try wrapping { () throws(IndexError) in
      try MergeWorker(index.directory, after: index.snapshot.contents) {
        // A batch looks for the last commit itself.
        _ = try? index.refresh()
      }
    }
    setReordering()
  }

  /// Tells the merges in the background how to reorder.
  private func setReordering() {
    let background = Reordering(
      smallestDocumentCount: smallestReordered ?? Reordering.smallestBackgroundCount,
      memoryByteCount: memoryByteCount / 4)
    merges.setReordering(reordersDocuments ? background : nil)
  }

  deinit {
    if isOpen { merges.stop() }
    lock.release()
  }

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
    merges.takeTurn()
    do throws(QuernError) {
      let batch = try makeBatch(replacingAll: replacingAll, options)
      hasOpenBatch = true
      return batch
    } catch {
      merges.giveTurn()
      throw error
    }
  }

  private func makeBatch(
    replacingAll: Bool, _ options: IndexOptions?
  ) throws(QuernError) -> WriteBatch {
    try index.refresh()
    let snapshot = index.snapshot
    if !replacingAll { try snapshot.analysisCheck.requireWritable() }
    let analysis =
      try options?.makeAnalysis(index.analyzers)
      ?? (replacingAll ? snapshot.analysis.forNewIndex : snapshot.analysis)
    return try WriteBatch(
      self, after: snapshot, analysis, replacingAll: replacingAll,
      budget: MemoryBudget(
        options?.memoryByteCount ?? memoryByteCount, threads: max(1, threadCount),
        leastPerThread: leastMemoryPerThread),
      writesPairs: options?.pairs ?? writesPairs(snapshot.contents),
      portionByteCount: portionByteCount, numbers: merges.numbers)
  }

  /// Whether new segments get pairs: those that are there tell how the index was made.
  private func writesPairs(_ contents: IndexSnapshot) -> Bool {
    let fields = contents.segments.flatMap(\.fields)
    return fields.isEmpty ? index.writesPairs : fields.contains { $0.pairs != nil }
  }

  /// The end of the open batch, after its commit or without.
  func endBatch() {
    hasOpenBatch = false
    merges.giveTurn()
    if isOpen { merges.schedule(after: index.snapshot.contents) }
  }

  /// Merges all segments into one without deleted documents, and commits.
  ///
  /// A large segment that is alone is written anew if its documents have not been reordered.
  ///
  /// - Returns: the same as a commit.
  /// - Throws: ``QuernError``; the commit before is then still the last.
  public func optimize() throws(QuernError) -> CommitSummary {
    var batch = try begin()
    let reordering = Reordering(
      smallestDocumentCount: smallestReordered ?? Reordering.smallestDocumentCount,
      memoryByteCount: memoryByteCount / 2, threads: max(1, threadCount))
    try batch.mergeAll(reordering: reordersDocuments ? reordering : nil)
    // No document changes: by this time the next run tells which files have changed since.
    return try batch.commit(at: index.snapshot.info.created)
  }

  /// Waits until the merges that are due are done.
  ///
  /// Merges go on in the background after a commit and hold up neither the next one nor a search.
  /// No batch may be open.
  ///
  /// - Throws: ``QuernError`` where the last merge failed: the index is whole, in more segments.
  public func finishMerges() throws(QuernError) {
    precondition(!hasOpenBatch, "commit or roll back the batch first")
    merges.finish()
    if let failure = merges.failure { throw QuernError(failure) }
  }

  /// Gives the lock up; no batch may be open.
  ///
  /// A merge that is going on is given up: the next writer does it. A second call does nothing.
  public func close() {
    precondition(!hasOpenBatch, "commit or roll back the batch first")
    guard isOpen else { return }
    isOpen = false
    merges.stop()
    lock.release()
  }
}
