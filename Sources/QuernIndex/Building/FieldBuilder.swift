import QuernCodec
import QuernModel

/// One searchable field of a segment that is being built.
struct FieldBuilder {
  let name: FieldName
  private(set) var log = TokenLog()
  private var lengths = LengthsWriter()

  init(_ name: FieldName) { self.name = name }

  var memoryByteCount: Int { log.memoryByteCount + lengths.count * 5 }

  /// The bytes that writing the field takes besides: the tokens in order.
  var sortingByteCount: Int { log.tokenCount * 2 * MemoryLayout<UInt32>.stride }

  mutating func append(document: UInt32, _ batch: TokenBatch, _ tokens: Range<Int>) {
    log.append(document: document, batch, tokens)
    lengths.append(document: document, code: LengthCode.encode(UInt32(clamping: tokens.count)))
  }

  /// Writes the field's sections and empties the log.
  ///
  /// Lists are encoded by several threads, to the same bytes as by one.
  mutating func write(
    to writer: FramedWriter, number: Int, terms: TermArena, order: TermOrder,
    documentCount: Int, writesPairs: Bool, threads: Int
  ) throws(CodecError) -> SegmentMetadata.Field {
    let tokens = SortedTokens(log, order)
    let tokenCount = log.tokenCount
    log = TokenLog()
    let codes = LengthLookup(lengths, documentCount: documentCount)
    var field = FieldSectionsWriter(
      writer, number: number, spillingTo: SpillFile(), documentCount: documentCount,
      writesPairs: writesPairs, threads: threads)
    let pieces = tokens.pieces
    try ParallelWork.inOrder(pieces.count, threads: threads) { index in
      Self.encode(pieces[index], of: tokens, codes)
    } consume: { (lists) throws(CodecError) in
      try field.append(lists) { terms[Int(tokens.groups[$0].term)] }
    }
    try field.finish(codes)
    try writer.writeSection(
      .lengths, field: number, lengths.encode(documentCount: documentCount))
    return SegmentMetadata.Field(
      name: name,
      statistics: FieldStatistics(
        documentCount: UInt64(lengths.count), tokenCount: UInt64(tokenCount)))
  }

  private static func encode(
    _ groups: Range<Int>, of tokens: SortedTokens, _ codes: LengthLookup
  ) -> EncodedLists {
    var lists = PostingListWriter()
    var entries: [TermEntry] = []
    entries.reserveCapacity(groups.count)
    for group in tokens.groups[groups] {
      appendList(group.tokens, tokens, codes, to: &lists)
      entries.append(lists.finishList())
    }
    return EncodedLists(
      postings: lists.takePostings(), positions: lists.takePositions(), groups: groups,
      entries: entries)
  }

  /// Adds the postings of one term: runs of equal documents.
  private static func appendList(
    _ range: Range<Int>, _ tokens: SortedTokens, _ codes: LengthLookup,
    to lists: inout PostingListWriter
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let document = tokens.documents[start]
      var end = start + 1
      while end < range.upperBound && tokens.documents[end] == document { end += 1 }
      lists.append(
        document: document, lengthCode: codes[document], positions: tokens.positions,
        in: start..<end)
      start = end
    }
  }
}
