import QuernCodec
import QuernModel

/// One searchable field of a segment that is being built.
struct FieldBuilder {
  let name: FieldName
  private(set) var log = TokenLog()
  private var lengths = LengthsWriter()

  init(_ name: FieldName) { self.name = name }

  var memoryByteCount: Int { log.memoryByteCount + lengths.count * 5 }

  mutating func append(document: UInt32, _ batch: TokenBatch, _ tokens: Range<Int>) {
    log.append(document: document, batch, tokens)
    lengths.append(document: document, code: LengthCode.encode(UInt32(clamping: tokens.count)))
  }

  /// Writes the field's sections and empties the log.
  mutating func write(
    to writer: FramedWriter, number: Int, terms: TermArena, sortedTerms: [UInt32],
    documentCount: Int
  ) throws(CodecError) -> SegmentMetadata.Field {
    let tokens = log.sorted(termCount: terms.count)
    let tokenCount = log.tokenCount
    log = TokenLog()
    var codes = [UInt8](repeating: 0, count: documentCount)
    for (document, code) in zip(lengths.documentsWithField, lengths.lengthCodes) {
      codes[Int(document)] = code
    }
    var field = FieldSectionsWriter()
    for term in sortedTerms {
      let range = tokens.starts[Int(term)]..<tokens.starts[Int(term) + 1]
      guard !range.isEmpty else { continue }
      appendList(range, tokens, codes, to: &field)
      field.finishTerm(terms[Int(term)])
    }
    try field.write(to: writer, number: number)
    try writer.writeSection(
      .lengths, field: number, lengths.encode(documentCount: documentCount))
    return SegmentMetadata.Field(
      name: name,
      statistics: FieldStatistics(
        documentCount: UInt64(lengths.count), tokenCount: UInt64(tokenCount)))
  }

  /// Adds the postings of one term: runs of equal documents.
  private func appendList(
    _ range: Range<Int>, _ tokens: SortedTokens, _ codes: [UInt8],
    to field: inout FieldSectionsWriter
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let document = tokens.documents[start]
      var end = start + 1
      while end < range.upperBound && tokens.documents[end] == document { end += 1 }
      field.append(
        document: document, lengthCode: codes[Int(document)], positions: tokens.positions,
        start..<end)
      start = end
    }
  }
}
