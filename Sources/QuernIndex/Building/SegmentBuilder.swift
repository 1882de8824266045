package import QuernCodec
package import QuernModel
package import QuernStorage

/// Collects documents and writes them as one segment file.
///
/// Stored fields go to the file as they come, tokens wait in memory until ``finish()``. Owned by one
/// task.
package final class SegmentBuilder {
  /// A segment file that has been written and synchronized.
  package struct Result {
    package let fingerprint: FileFingerprint
    package let documentCount: UInt32
  }

  private let writer: FramedWriter
  private let writesPairs: Bool
  private let threads: Int
  private var stored = RecordsWriter()
  private var origins = RecordsWriter()
  private var keys = SegmentKeys()
  private var terms = TermArena()
  private var fieldNumbers: [FieldName: Int] = [:]
  private var fields: [FieldBuilder] = []
  private var columns = ColumnsBuilder()

  /// Documents that were replaced or deleted after they were added.
  package private(set) var deletions: Set<UInt32> = []

  package private(set) var documentCount: UInt32 = 0

  /// Begins a segment file.
  ///
  /// - Parameters:
  ///   - writesPairs: whether frequent pairs get lists of their own.
  ///   - threads: how many threads share the work; the file is the same.
  /// - Throws: ``IndexError``.
  package init(
    _ output: any OutputFile, writesPairs: Bool = true, threads: Int = 1
  ) throws(IndexError) {
    self.writesPairs = writesPairs
    self.threads = threads
    writer = try coding { () throws(CodecError) in try FramedWriter(output, kind: .segment) }
    writer.beginSection(.storedBlocks)
  }

  /// The bytes that wait in memory, nearly, with those that it takes to write them: the tokens of a
  /// field in order, and of each term its place in the order, its share of the dictionary and its
  /// number in the analysis.
  package var memoryByteCount: Int {
    let perTerm = 136
    var (logged, sorting) = (0, 0)
    for index in fields.indices {
      logged += fields[index].memoryByteCount
      sorting = max(sorting, fields[index].sortingByteCount)
    }
    return terms.memoryByteCount + logged + sorting + terms.count * perTerm
      + columns.memoryByteCount + origins.pendingByteCount + stored.pendingByteCount
      + keys.memoryByteCount
  }

  /// The number of tokens so far.
  package var tokenCount: Int { fields.reduce(0) { $0 + $1.log.tokenCount } }

  /// Adds a document with the tokens of its searchable fields.
  ///
  /// - Throws: ``IndexError``.
  package func add(_ document: Document, _ tokens: TokenBatch) throws(IndexError) {
    let record = FieldsRecord.encode(document.fields)
    stored.append(record)
    let number = addKey(document.key, document.source)
    terms.append(newTermsOf: tokens)
    append(document: number, tokens, tokens.fields.indices)
    try coding { () throws(CodecError) in
      try columns.append(document: number, record: record[...], file: "")
      try writer.write(stored.takeBlocks())
    }
  }

  /// Adds documents that were analysed elsewhere: the same as one after another.
  ///
  /// - Throws: ``IndexError``.
  package func add(_ documents: AnalyzedDocuments) throws(IndexError) {
    stored.append(documents.records, documents.blocks)
    terms.append(newTermsOf: documents.tokens)
    var start = 0
    for (place, end) in documents.fieldEnds.enumerated() {
      let number = addKey(documents.keys[place], documents.sources[place])
      append(document: number, documents.tokens, start..<end)
      start = end
      try coding { () throws(CodecError) in
        try columns.append(document: number, record: documents.records[place], file: "")
      }
    }
    try coding { () throws(CodecError) in try writer.write(stored.takeBlocks()) }
  }

  /// Gives a document the next number.
  private func addKey(_ key: DocumentKey, _ source: Source?) -> UInt32 {
    let number = documentCount
    documentCount += 1
    origins.append(OriginRecord.encode(key, source))
    if let last = keys.append(key) { deletions.insert(last) }
    return number
  }

  private func append(document: UInt32, _ tokens: TokenBatch, _ runs: Range<Int>) {
    for run in tokens.fields[runs] where !run.tokens.isEmpty {
      fields[fieldNumber(run.field)].append(document: document, tokens, run.tokens)
    }
  }

  /// Whether a document of this key has been added and not been deleted.
  package func contains(_ key: DocumentKey) -> Bool {
    keys.last(of: key).map { !deletions.contains($0) } ?? false
  }

  /// Deletes a document of this segment.
  ///
  /// - Returns: whether there was one.
  package func delete(_ key: DocumentKey) -> Bool {
    guard let number = keys.last(of: key) else { return false }
    return deletions.insert(number).inserted
  }

  /// Writes what waits in memory and ends the file.
  ///
  /// - Throws: ``IndexError``.
  package func finish() throws(IndexError) -> Result {
    let fingerprint = try coding { () throws(CodecError) in try writeAll() }
    return Result(fingerprint: fingerprint, documentCount: documentCount)
  }

  /// Gives up: the file is closed and of no use.
  package func abandon() { writer.abandon() }

  private func fieldNumber(_ name: FieldName) -> Int {
    // Most documents have few fields, and the same: comparing costs less than hashing.
    for number in fields.indices.prefix(4) where fields[number].name == name { return number }
    if let number = fieldNumbers[name] { return number }
    fieldNumbers[name] = fields.count
    fields.append(FieldBuilder(name))
    return fields.count - 1
  }

  private func writeAll() throws(CodecError) -> FileFingerprint {
    let ordering = ParallelWork.begin(threads: threads) { [terms] in TermOrder(terms) }
    let storedIndex = stored.finish()
    try writer.write(stored.takeBlocks())
    try writer.endSection()
    try writer.writeSection(.storedIndex, storedIndex)
    let originIndex = origins.finish()
    try writer.writeSection(.originBlocks, origins.takeBlocks())
    try writer.writeSection(.originIndex, originIndex)
    try writer.writeSection(.keyTable, KeyTable.encode(hashes: keys.hashes))
    try columns.write(to: writer, documentCount: documentCount)
    columns = ColumnsBuilder()
    var metadata = SegmentMetadata(documentCount: documentCount)
    let order = ordering.take()
    for number in fields.indices {
      metadata.fields.append(
        try fields[number].write(
          to: writer, number: number, terms: terms, order: order,
          documentCount: Int(documentCount), writesPairs: writesPairs, threads: threads))
    }
    try writer.writeSection(.metadata, metadata.encode())
    return try writer.finish()
  }
}

/// Runs a step of the codec and gives its error as an ``IndexError``.
package func coding<Value>(
  _ step: () throws(CodecError) -> Value
) throws(IndexError) -> Value {
  do { return try step() } catch { throw .codec(error) }
}
