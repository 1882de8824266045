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
  private var stored: RecordsWriter
  private var origins: RecordsWriter
  private var keyHashes: [UInt64] = []
  private var terms = TermArena()
  private var fieldNumbers: [FieldName: Int] = [:]
  private var fields: [FieldBuilder] = []
  private var columns = ColumnsBuilder()

  /// The documents by key, so that a later one replaces an earlier one of the same segment.
  private var documentsByKey: [DocumentKey: UInt32] = [:]

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
    if threads > 1 {
      let queue = CompressionQueue()
      stored = RecordsWriter(compressingOn: queue)
      origins = RecordsWriter(compressingOn: queue)
    } else {
      (stored, origins) = (RecordsWriter(), RecordsWriter())
    }
    writer = try coding { () throws(CodecError) in try FramedWriter(output, kind: .segment) }
    writer.beginSection(.storedBlocks)
  }

  /// The bytes that wait in memory, nearly, with those that it takes to write them: the tokens of a
  /// field in order, and of each term its place in the order, its share of the dictionary and its
  /// number in the analysis.
  package var memoryByteCount: Int {
    let perDocument = 160  // a key, its hash and its place in the table, measured on paths
    let perTerm = 136
    var (logged, sorting) = (0, 0)
    for index in fields.indices {
      logged += fields[index].memoryByteCount
      sorting = max(sorting, fields[index].sortingByteCount)
    }
    return terms.memoryByteCount + logged + sorting + terms.count * perTerm
      + columns.memoryByteCount + origins.pendingByteCount + stored.pendingByteCount + Int(
        documentCount) * perDocument
  }

  /// The number of tokens so far.
  package var tokenCount: Int { fields.reduce(0) { $0 + $1.log.tokenCount } }

  /// Adds a document with the tokens of its searchable fields.
  ///
  /// - Throws: ``IndexError``.
  package func add(_ document: Document, _ tokens: TokenBatch) throws(IndexError) {
    let number = documentCount
    documentCount += 1
    let record = FieldsRecord.encode(document.fields)
    stored.append(record)
    origins.append(OriginRecord.encode(document.key, document.source))
    keyHashes.append(KeyTable.hash(document.key))
    if let replaced = documentsByKey.updateValue(number, forKey: document.key) {
      deletions.insert(replaced)
    }
    terms.append(newTermsOf: tokens)
    for run in tokens.fields where !run.tokens.isEmpty {
      fields[fieldNumber(run.field)].append(document: number, tokens, run.tokens)
    }
    try coding { () throws(CodecError) in
      try columns.append(document: number, record: record, file: "")
      try writer.write(stored.takeBlocks())
    }
  }

  /// Whether a document of this key has been added and not been deleted.
  package func contains(_ key: DocumentKey) -> Bool { documentsByKey[key] != nil }

  /// Deletes a document of this segment.
  ///
  /// - Returns: whether there was one.
  package func delete(_ key: DocumentKey) -> Bool {
    guard let number = documentsByKey.removeValue(forKey: key) else { return false }
    deletions.insert(number)
    return true
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
    try writer.writeSection(.keyTable, KeyTable.encode(hashes: keyHashes))
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
