import QuernAnalysis
import QuernIndex
public import QuernModel
import QuernSearch
import QuernStorage

/// Changes on their way to a commit.
///
/// Not copyable: ``commit()`` and ``rollback()`` consume it, so that a second commit does not
/// compile. A batch that is dropped is rolled back.
public struct WriteBatch: ~Copyable {
  /// The number of fields of an index that can be searched; further ones are stored only.
  public static let maximumFieldCount = 1_000

  private let writer: IndexWriter
  private let transaction: IndexTransaction
  private var analysis: IndexAnalysis
  private let session: AnalysisSession
  /// What analyses documents where several threads do.
  private let pool: AnalysisPool?
  private var tokens = TokenBatch()
  private var fields: Set<FieldName>
  private var storedOnly: Set<FieldName> = []
  /// Some of the fields: few are compared sooner than hashed.
  private var firstFields: [FieldName] = []

  /// Why a text could not be analysed: terms that were numbered for it are lost, so that the batch
  /// can only be rolled back.
  private var failure: QuernError?

  init(
    _ writer: IndexWriter, after base: Snapshot, _ analysis: IndexAnalysis, replacingAll: Bool,
    budget: MemoryBudget, writesPairs: Bool, portionByteCount: Int, numbers: SegmentNumbers
  ) throws(QuernError) {
    self.writer = writer
    self.analysis = analysis
    session = AnalysisSession(largestMemos: budget.memos)
    pool =
      budget.threads > 1
      ? AnalysisPool(
        threads: budget.threads, largestMemos: budget.memos, portionByteCount: portionByteCount)
      : nil
    var info = base.info
    info.analysis = analysis.identity
    transaction = IndexTransaction(
      writer.index.directory, after: base.contents, replacingAll: replacingAll, info: info,
      memoryLimit: budget.builder, writesPairs: writesPairs, threads: budget.threads,
      numbers: numbers)
    fields = Set(transaction.fields)
  }

  deinit {
    transaction.rollback()
    writer.endBatch()
  }

  /// Adds a document; one whose key exists is replaced.
  ///
  /// Fields beyond ``maximumFieldCount`` are stored and cannot be searched.
  ///
  /// - Throws: ``QuernError/document(key:message:)`` for a document over the limits, ``QuernError``.
  public mutating func add(_ document: Document) throws(QuernError) {
    if let failure { throw failure }
    try Self.checkLimits(document)
    let unwanted = document.fields.indices.filter { index in
      document.fields[index].isIndexed && !admit(document.fields[index].name)
    }
    if unwanted.isEmpty { return try addAdmitted(document) }
    var document = document
    for index in unwanted { document.fields[index].isIndexed = false }
    try addAdmitted(document)
  }

  /// Adds a document whose indexed fields can be searched.
  private mutating func addAdmitted(_ document: Document) throws(QuernError) {
    do throws(QuernError) {
      if let pool {
        let analyzers = try analyzing { () throws(AnalysisError) in try analysis.admit(document) }
        let transaction = transaction
        return try pool.add(document, analyzers) {
          (documents) throws(QuernError) in
          try Self.write(documents, to: transaction)
        }
      }
      try analyze(document)
    } catch {
      failure = error
      throw error
    }
    if try Self.write(document, tokens, to: transaction) { session.reset() }
  }

  /// - Returns: whether terms are numbered from 0 again.
  private static func write(
    _ document: Document, _ tokens: TokenBatch, to transaction: IndexTransaction
  ) throws(QuernError) -> Bool {
    try wrapping { () throws(IndexError) in
      try transaction.add(document, tokens)
    }
  }

  /// - Returns: the same for documents that were analysed by the pool.
  private static func write(
    _ documents: AnalyzedDocuments, to transaction: IndexTransaction
  ) throws(QuernError) -> Bool {
    try wrapping { () throws(IndexError) in try transaction.add(documents) }
  }

  /// Waits for the threads that analyse, and writes what they have done.
  private mutating func finishAnalysis() throws(QuernError) {
    if let failure { throw failure }
    let transaction = transaction
    do throws(QuernError) {
      try pool?.finish { (documents) throws(QuernError) in
        try Self.write(documents, to: transaction)
      }
    } catch {
      failure = error
      throw error
    }
  }

  /// Deletes a document.
  ///
  /// - Returns: whether there was one.
  /// - Throws: ``QuernError``.
  @discardableResult
  public mutating func delete(_ key: DocumentKey) throws(QuernError) -> Bool {
    try finishAnalysis()
    return try wrapping { () throws(IndexError) in try transaction.delete(key) }
  }

  /// Deletes the documents that a search for the query would find, those of this batch included.
  ///
  /// - Returns: how many there were.
  /// - Throws: ``QuernError/query(message:offset:)`` for a query that cannot be read; ``QuernError``.
  @discardableResult
  public mutating func delete(matching query: String) throws(QuernError) -> Int {
    try finishAnalysis()
    let types = try preview().columns
    let parsed = try QueryReader(analysis, fields: Set(transaction.fields), types: types)
      .query(of: query, leavingOutStopWords: SearchOptions().leavesOutStopWords)
    var count = 0
    while true {
      let found = try findMatches(parsed)
      if found.isEmpty { return count }
      for hit in found where transaction.delete(hit.document, inSegment: hit.segment) {
        count += 1
      }
    }
  }

  /// The documents as they would be after a commit now; terms are numbered from 0 again.
  private func preview() throws(QuernError) -> IndexSnapshot {
    let preview = try wrapping { () throws(IndexError) in try transaction.preview() }
    session.reset()
    pool?.reset()
    return preview
  }

  private static let deletedAtOnce = 100_000

  /// Some of the documents that match; none where no more are left.
  private mutating func findMatches(_ query: Query) throws(QuernError) -> [ScoredDocument] {
    let preview = try preview()
    var parameters = SearchParameters()
    parameters.limit = Self.deletedAtOnce
    parameters.countsTotal = false
    do throws(SearchError) {
      return try Searcher(preview).search(query, parameters).hits
    } catch { throw QuernError(error) }
  }

  /// Sets the files and folders that the index follows.
  public mutating func follow(_ roots: [Root]) { transaction.follow(roots) }

  /// Makes all changes visible and lasting, or none.
  ///
  /// - Throws: ``QuernError``; the commit before is then still the last. Only where the disk failed
  ///   at the very last step may this one stand all the same.
  public consuming func commit() throws(QuernError) -> CommitSummary {
    try commit(at: SystemClock.now())
  }

  consuming func commit(at now: Int64) throws(QuernError) -> CommitSummary {
    try finishAnalysis()
    transaction.setChosen(analysis.identity.chosen)
    try wrapping { () throws(IndexError) in try transaction.commit(now: now) }
    try writer.index.refresh()
    let statistics = writer.index.snapshot.contents.statistics
    return CommitSummary(
      generation: writer.index.snapshot.info.generation,
      documentCount: Int(statistics.documentCount),
      tokenCount: statistics.fields.values.reduce(0) { $0 + Int($1.tokenCount) },
      storedOnlyFields: storedOnly.sorted(),
      reordered: transaction.reordered.documentCount > 0
        ? DocumentReordering(transaction.reordered) : nil)
  }

  /// Forgets all changes.
  public consuming func rollback() {}

  mutating func mergeAll(reordering: Reordering?) throws(QuernError) {
    try finishAnalysis()
    try wrapping { () throws(IndexError) in try transaction.mergeAll(reordering: reordering) }
  }

  /// Whether a field can be searched: it is one already, or there is room for one more.
  private mutating func admit(_ name: FieldName) -> Bool {
    if firstFields.contains(name) || fields.contains(name) { return true }
    // Two places are kept for the fields that are searched by default.
    let isDefault = name == .title || name == .text
    let kept = [FieldName.title, .text].filter { !fields.contains($0) }.count
    guard isDefault || fields.count + kept < Self.maximumFieldCount else {
      storedOnly.insert(name)
      return false
    }
    fields.insert(name)
    if firstFields.count < 4 { firstFields.append(name) }
    transaction.addField(name)
    return true
  }

  /// Replaces ``tokens`` with those of a document's indexed fields.
  private mutating func analyze(_ document: Document) throws(QuernError) {
    tokens.removeAll()
    do throws(AnalysisError) {
      try tokens.append(document, try analysis.admit(document), session)
    } catch { throw QuernError(error) }
  }

  /// - Parameter positionCount: how many positions a field may have.
  /// - Throws: ``QuernError/document(key:message:)``.
  package static func checkLimits(
    _ document: Document, positionCount: Int = Int(UInt32.max)
  ) throws(QuernError) {
    let key = document.key.rawValue
    guard !key.isEmpty else { throw .document(key: key, message: "the key is empty") }
    guard key.utf8.count <= DocumentKey.maximumByteCount else {
      throw .document(
        key: String(key.prefix(60)) + "…",
        message: "the key has \(key.utf8.count) bytes, at most "
          + "\(DocumentKey.maximumByteCount) are allowed")
    }
    guard hasDistinctNames(document.fields) else {
      throw .document(key: key, message: "a field is there twice")
    }
    var byteCount = 0
    for field in document.fields {
      let valueByteCount = field.values.reduce(0) { $0 + $1.utf8.count }
      // No text has more words than bytes.
      let most = field.values.count * Int(TokenBatch.valueGap) + valueByteCount
      guard !field.isIndexed || most <= positionCount else {
        throw .document(
          key: key,
          message: "the field \(field.name) has \(field.values.count) values: with "
            + "\(valueByteCount) bytes that is too many to be searched")
      }
      byteCount += field.name.rawValue.utf8.count + 16 + valueByteCount + 8 * field.values.count
    }
    guard byteCount < IndexTransaction.maximumDocumentByteCount else {
      throw .document(
        key: key,
        message: "the text has \(byteCount) bytes, at most "
          + "\(IndexTransaction.maximumDocumentByteCount) are allowed")
    }
  }

  private static func hasDistinctNames(_ fields: [Document.Field]) -> Bool {
    // Few are compared with each other sooner than hashed.
    guard fields.count <= 8 else { return Set(fields.map(\.name)).count == fields.count }
    for (index, field) in fields.enumerated() {
      for other in fields[..<index] where other.name == field.name { return false }
    }
    return true
  }
}
