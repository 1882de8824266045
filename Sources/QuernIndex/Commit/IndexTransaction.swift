import QuernCodec
package import QuernModel
package import QuernStorage

/// Changes on their way to the next commit: new segments and deletions in old ones.
///
/// Owned by one task, which holds the writer's lock.
package final class IndexTransaction {
  /// The largest document: its stored fields must fit in one record.
  package static let maximumDocumentByteCount = RecordsWriter.maximumRecordByteCount

  private let store: CommitStore
  var manifest: Manifest

  /// The segments so far, those of the last commit first, in step with the manifest's.
  var segments: [SegmentReader]
  var deletions: [Deletions?]
  private var builder: (segment: SegmentBuilder, number: UInt64)?
  let numbers: SegmentNumbers
  private let mergesAtCommit: Bool
  private var isCommitted = false

  /// The names of the files that were begun.
  private var created: [String] = []

  /// What the merges of this transaction have put in another order.
  package internal(set) var reordered = ReorderingSummary()

  /// What went wrong: documents may be lost, so that this can only be rolled back.
  private var failure: IndexError?

  /// A builder that holds more than this is written as a segment.
  private let memoryLimit: Int
  private let writesPairs: Bool

  /// How many threads share the work of writing a segment.
  private let threads: Int

  /// Starts from the last commit, or from nothing.
  ///
  /// - Parameters:
  ///   - snapshot: the last commit; `nil` for the first one.
  ///   - replacingAll: whether the documents of the snapshot are left behind.
  ///   - info: analysis and roots of the next commit; its generation is set here.
  ///   - memoryLimit: how many bytes may wait before they are written as a segment.
  ///   - writesPairs: whether frequent pairs get lists of their own in new segments.
  ///   - threads: how many threads share the work of writing a segment.
  ///   - numbers: what segments are numbered with where merges run beside; without, the merges that
  ///     are due are part of the commit.
  package init(
    _ directory: any Directory, after snapshot: IndexSnapshot?, replacingAll: Bool,
    info: CommitInfo, memoryLimit: Int, writesPairs: Bool = true, threads: Int = 1,
    numbers: SegmentNumbers? = nil
  ) {
    self.writesPairs = writesPairs
    store = CommitStore(directory)
    self.numbers = numbers ?? SegmentNumbers(after: snapshot)
    mergesAtCommit = numbers == nil
    self.memoryLimit = memoryLimit
    self.threads = threads
    manifest = Manifest(info: info)
    manifest.info.generation = (snapshot?.info.generation ?? 0) + 1
    segments = []
    if let snapshot, !replacingAll {
      manifest.fields = snapshot.manifest.fields
      manifest.segments = snapshot.manifest.segments
      segments = snapshot.segments
    }
    deletions = segments.map(\.deletions)
  }

  /// Writes the first commit of a directory, which has no documents.
  ///
  /// - Throws: ``IndexError``.
  package static func createIndex(
    in directory: any Directory, analysis: AnalysisIdentity, now: Int64
  ) throws(IndexError) {
    let info = CommitInfo(generation: 1, created: now, analysis: analysis)
    try CommitStore(directory).write(Manifest(info: info))
  }

  /// The fields that can be searched so far.
  package var fields: [FieldName] { manifest.fields }

  /// Makes a field one that can be searched.
  package func addField(_ name: FieldName) { manifest.fields.append(name) }

  /// Sets the files and folders that the index follows.
  package func follow(_ roots: [Root]) { manifest.info.roots = roots }

  /// Records that `auto` has chosen these analyzers.
  package func setChosen(_ analyzers: [AnalyzerIdentity]) {
    manifest.info.analysis.chosen = analyzers
  }

  /// Adds a document; one with its key is replaced.
  ///
  /// - Returns: whether the builder was full and has been written: terms are numbered from 0 again.
  /// - Throws: ``IndexError``.
  package func add(_ document: Document, _ tokens: TokenBatch) throws(IndexError) -> Bool {
    try unlessFailed { () throws(IndexError) in
      try deleteWritten(document.key)
      let builder = try currentBuilder()
      try builder.add(document, tokens)
      return try flushIfFull(builder, maximumDocumentCount: MergePolicy.maximumDocumentCount)
    }
  }

  /// Adds documents that were analysed elsewhere, ``AnalyzedDocuments/maximumCount`` at most.
  ///
  /// - Returns: the same as for one; a segment ends with the last of them only.
  /// - Throws: ``IndexError``.
  package func add(_ documents: AnalyzedDocuments) throws(IndexError) -> Bool {
    try unlessFailed { () throws(IndexError) in
      if !segments.isEmpty { for key in documents.keys { try deleteWritten(key) } }
      let builder = try currentBuilder()
      try builder.add(documents)
      return try flushIfFull(
        builder,
        maximumDocumentCount: MergePolicy.maximumDocumentCount
          - UInt64(AnalyzedDocuments.maximumCount))
    }
  }

  /// Writes the segment that is being built, where it is full.
  private func flushIfFull(
    _ builder: SegmentBuilder, maximumDocumentCount: UInt64
  ) throws(IndexError) -> Bool {
    guard builder.memoryByteCount > memoryLimit || builder.documentCount >= maximumDocumentCount
    else {
      return false
    }
    try flush()
    return true
  }

  /// Deletes a document.
  ///
  /// - Returns: whether there was one.
  /// - Throws: ``IndexError``.
  package func delete(_ key: DocumentKey) throws(IndexError) -> Bool {
    try unlessFailed { () throws(IndexError) in
      if builder?.segment.delete(key) == true { return true }
      return try deleteWritten(key)
    }
  }

  /// Deletes a document of ``preview()``.
  ///
  /// - Returns: whether it was there.
  package func delete(_ document: DocumentID, inSegment segment: Int) -> Bool {
    if deletions[segment] == nil {
      deletions[segment] = Deletions(documentCount: segments[segment].documentCount)
    }
    return deletions[segment]?.insert(document.rawValue) ?? false
  }

  /// The documents as they would be after a commit now.
  ///
  /// What waits in memory is written as a segment: terms are numbered from 0 again. Valid until the
  /// next change other than ``delete(_:inSegment:)``.
  ///
  /// - Throws: ``IndexError``.
  package func preview() throws(IndexError) -> IndexSnapshot {
    try unlessFailed { () throws(IndexError) in
      try flush()
      let readers = segments.indices.map {
        SegmentReader(segments[$0], deletions: deletions[$0])
      }
      return IndexSnapshot(manifest, readers, commitByteCount: 0)
    }
  }

  /// Writes all changes as the next commit.
  ///
  /// - Throws: ``IndexError``, also where a change before has failed; the commit before is then still
  ///   the last.
  package func commit(now: Int64) throws(IndexError) {
    try unlessFailed { () throws(IndexError) in
      try flush()
      if mergesAtCommit || segments.count > Self.maximumSegmentCount { try applyMergePolicy() }
      manifest.info.created = now
      try writeCommit()
    }
  }

  /// Above this many segments, merges beside are too slow: the next commit does them itself.
  private static let maximumSegmentCount = 1_000

  /// Writes a commit in which no document differs from the last one.
  ///
  /// It keeps the time of the last one: changes of files are told by that.
  ///
  /// - Throws: ``IndexError``; the commit before is then still the last.
  func commitMerge() throws(IndexError) {
    try unlessFailed { () throws(IndexError) in try writeCommit() }
  }

  private func writeCommit() throws(IndexError) {
    try writeDeletions()
    manifest.nextSegment = numbers.following
    try store.write(manifest)
    isCommitted = true
    store.removeFiles(notIn: manifest, keeping: numbers.reserved)
  }

  /// Forgets all changes and removes what was written for them.
  ///
  /// Does nothing after a commit.
  package func rollback() {
    guard !isCommitted else { return }
    builder?.segment.abandon()
    builder = nil
    store.removeFiles(created, ofCommit: manifest.info.generation)
  }

  /// Runs a step, unless one before has failed; then its error is thrown again.
  func unlessFailed<Value>(
    _ step: () throws(IndexError) -> Value
  ) throws(IndexError) -> Value {
    if let failure { throw failure }
    do throws(IndexError) { return try step() } catch {
      failure = error
      throw error
    }
  }

  // MARK: - Segments

  private func currentBuilder() throws(IndexError) -> SegmentBuilder {
    if let builder { return builder.segment }
    let number = numbers.take()
    let new = try SegmentBuilder(
      try create(FileNames.segment(number)), writesPairs: writesPairs, threads: threads)
    builder = (new, number)
    return new
  }

  /// Ends the segment that is being built.
  func flush() throws(IndexError) {
    guard let full = builder else { return }
    builder = nil
    let result = try full.segment.finish()
    var new = Deletions(documentCount: result.documentCount)
    for document in full.segment.deletions { _ = new.insert(document) }
    let (segment, reader) = try open(full.number, result.fingerprint)
    manifest.segments.append(segment)
    segments.append(reader)
    deletions.append(new.deletedCount > 0 ? new : nil)
  }

  /// A file for what waits while segments are merged; removed with those that were begun.
  func makeSpillFile() -> SpillFile {
    SpillFile(store.directory) { [self] in
      let name = FileNames.segment(numbers.take())
      created.append(name)
      return name
    }
  }

  func create(_ name: String) throws(IndexError) -> any OutputFile {
    created.append(name)
    return try storing { () throws(StorageError) in try store.directory.create(name) }
  }

  /// Opens a segment file that has just been written.
  func open(
    _ number: UInt64, _ fingerprint: FileFingerprint
  ) throws(IndexError) -> (segment: Manifest.Segment, reader: SegmentReader) {
    let segment = Manifest.Segment(number: number, fingerprint: fingerprint)
    let view = try storing { () throws(StorageError) in try store.directory.map(segment.fileName) }
    return (segment, try SegmentReader(view))
  }

  @discardableResult
  private func deleteWritten(_ key: DocumentKey) throws(IndexError) -> Bool {
    for index in segments.indices.reversed() {
      guard let document = try segments[index].find(key, deletions: deletions[index]) else {
        continue
      }
      if deletions[index] == nil {
        deletions[index] = Deletions(documentCount: segments[index].documentCount)
      }
      return deletions[index]?.insert(document.rawValue) ?? false
    }
    return false
  }

  private func writeDeletions() throws(IndexError) {
    for index in segments.indices {
      guard let changed = deletions[index], changed != segments[index].deletions else { continue }
      manifest.segments[index].deletions += 1
      guard let name = manifest.segments[index].deletionsFileName else { continue }
      let output = try create(name)
      manifest.segments[index].deletionsFingerprint = try coding { () throws(CodecError) in
        try changed.write(to: output)
      }
    }
  }
}
