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
    to writer: FramedWriter, number: Int, terms: TermArena, order: TermOrder,
    documentCount: Int, writesPairs: Bool
  ) throws(CodecError) -> SegmentMetadata.Field {
    let tokens = SortedTokens(log, order)
    let tokenCount = log.tokenCount
    log = TokenLog()
    let codes = LengthLookup(lengths, documentCount: documentCount)
    var field = FieldSectionsWriter(documentCount: documentCount, writesPairs: writesPairs)
    for group in tokens.groups {
      appendList(group.tokens, tokens, codes, to: &field)
      field.finishTerm(terms[Int(group.term)])
    }
    try field.write(to: writer, number: number, codes: codes)
    try writer.writeSection(
      .lengths, field: number, lengths.encode(documentCount: documentCount))
    return SegmentMetadata.Field(
      name: name,
      statistics: FieldStatistics(
        documentCount: UInt64(lengths.count), tokenCount: UInt64(tokenCount)))
  }

  /// Adds the postings of one term: runs of equal documents.
  private func appendList(
    _ range: Range<Int>, _ tokens: SortedTokens, _ codes: LengthLookup,
    to field: inout FieldSectionsWriter
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let document = tokens.documents[start]
      var end = start + 1
      while end < range.upperBound && tokens.documents[end] == document { end += 1 }
      field.append(
        document: document, lengthCode: codes[document], positions: tokens.positions,
        start..<end)
      start = end
    }
  }
}
