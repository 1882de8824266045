import QuernCodec
import QuernModel

/// The documents of a segment that is being built, in memory.
struct CollectedDocuments {
  private var stored = RecordsWriter()
  private var origins = RecordsWriter()
  private var keys = SegmentKeys()
  private(set) var terms = TermArena()
  /// Those of the terms that are in the documents.
  private var termTally = TermTally()
  private var fieldNumbers: [FieldName: Int] = [:]
  var fields: [FieldBuilder] = []
  private var columns = ColumnsBuilder()

  /// Documents that were replaced or deleted after they were added.
  private(set) var deletions: Set<UInt32> = []

  private(set) var count: UInt32 = 0

  /// See ``SegmentBuilder/memoryByteCount``.
  func memoryByteCount(threads: Int) -> Int {
    var (logged, sorting) = (0, 0)
    for index in fields.indices {
      logged += fields[index].memoryByteCount
      sorting = max(sorting, fields[index].sortingByteCount)
    }
    return TermArena.memoryByteCount(of: termTally) + logged + sorting
      + termByteCount(threads: threads)
      + columns.memoryByteCount + origins.pendingByteCount + stored.pendingByteCount
      + keys.memoryByteCount
  }

  /// The numbers of the fields, that of the one with the most tokens first.
  var fieldsByLength: [Int] {
    fields.indices.sorted {
      (-fields[$0].log.tokenCount, $0) < (-fields[$1].log.tokenCount, $1)
    }
  }

  /// What the terms take besides their bytes: each its place in the order, its share of the dictionary and
  /// its number in the analysis.
  ///
  /// With several threads each has places for all terms where it sorts.
  private func termByteCount(threads: Int) -> Int {
    let (perTerm, perTermSorted) = (136, 24)
    return termTally.count * (perTerm + (threads - 1) * perTermSorted)
  }

  /// - Returns: the blocks of stored fields that are full.
  mutating func add(_ document: Document, _ tokens: TokenBatch) throws(CodecError) -> [UInt8] {
    let number = addKey(document.key, document.source)
    try stored.append(document.fields) { (record) throws(CodecError) in
      try columns.append(document: number, record: record, file: "")
    }
    terms.append(newTermsOf: tokens)
    termTally += TermTally(newTermsOf: tokens)
    append(document: number, tokens, tokens.fields.indices)
    return stored.takeBlocks()
  }

  mutating func add(_ documents: AnalyzedDocuments) throws(CodecError) -> [UInt8] {
    stored.append(documents.records, documents.blocks)
    terms.append(newTermsOf: documents.tokens)
    termTally += documents.newTerms
    var start = 0
    for (place, end) in documents.fieldEnds.enumerated() {
      let number = addKey(documents.keys[place], documents.sources[place])
      append(document: number, documents.tokens, start..<end)
      start = end
      try columns.append(document: number, record: documents.records[place], file: "")
    }
    return stored.takeBlocks()
  }

  /// Gives a document the next number.
  private mutating func addKey(_ key: DocumentKey, _ source: Source?) -> UInt32 {
    let number = count
    count += 1
    origins.append(OriginRecord.encode(key, source))
    if let last = keys.append(key) { deletions.insert(last) }
    return number
  }

  private mutating func append(document: UInt32, _ tokens: TokenBatch, _ runs: Range<Int>) {
    for index in runs {
      let run = tokens.fields[index]
      if run.tokens.isEmpty { continue }
      fields[fieldNumber(run.field)].append(document: document, tokens, run.tokens)
    }
  }

  private mutating func fieldNumber(_ name: FieldName) -> Int {
    // Most documents have few fields, and the same: comparing costs less than hashing.
    for number in fields.indices.prefix(4) where fields[number].name == name { return number }
    if let number = fieldNumbers[name] { return number }
    fieldNumbers[name] = fields.count
    fields.append(FieldBuilder(name))
    return fields.count - 1
  }

  func contains(_ key: DocumentKey) -> Bool {
    keys.last(of: key).map { !deletions.contains($0) } ?? false
  }

  /// - Returns: whether the document was there.
  mutating func delete(_ key: DocumentKey) -> Bool {
    guard let number = keys.last(of: key) else { return false }
    return deletions.insert(number).inserted
  }

  /// Ends the section of stored fields and writes those that are of no field: origins, keys and columns.
  mutating func writeDocuments(to writer: FramedWriter) throws(CodecError) {
    let storedIndex = stored.finish()
    try writer.write(stored.takeBlocks())
    try writer.endSection()
    try writer.writeSection(.storedIndex, storedIndex)
    let originIndex = origins.finish()
    try writer.writeSection(.originBlocks, origins.takeBlocks())
    try writer.writeSection(.originIndex, originIndex)
    try writer.writeSection(.keyTable, KeyTable.encode(hashes: keys.hashes))
    try columns.write(to: writer, documentCount: count)
    columns = ColumnsBuilder()
  }
}
