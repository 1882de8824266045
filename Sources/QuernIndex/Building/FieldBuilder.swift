import QuernCodec
import QuernModel

/// One searchable field of a segment that is being built.
struct FieldBuilder {
  let name: FieldName
  private(set) var log = TokenLog()
  private var lengths = LengthsWriter()

  init(_ name: FieldName) { self.name = name }

  var memoryByteCount: Int { log.memoryByteCount + lengths.count * 5 }

  /// The bytes that writing the field takes besides, at most: 8 for a token in order; for pairs 10 for
  /// one of four tokens while they are found, and 8 for one of eight in order.
  var sortingByteCount: Int { log.tokenCount * 8 + log.tokenCount / 4 * 10 + log.tokenCount }

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
    let tokens = SortedTokens(log, order, threads: threads)
    let tokenCount = log.tokenCount
    let finder = PairFinder(log: log, tokens: tokens, terms: terms, threads: threads)
    let pairs = writesPairs ? finder.find(documentCount: documentCount) : nil
    log = TokenLog()
    let codes = LengthLookup(lengths, documentCount: documentCount)
    let encodedPairs = pairs.map { pairs in
      ParallelWork.begin(threads: threads) { EncodedPairs(pairs, codes) }
    }
    var field = FieldSectionsWriter(
      writer, number: number, spillingTo: SpillFile(), documentCount: documentCount,
      writesPairs: false, threads: threads)
    let pieces = tokens.pieces
    try ParallelWork.inOrder(pieces.count, threads: threads) { index in
      Self.encode(pieces[index], of: tokens, codes)
    } consume: { (lists) throws(CodecError) in
      try field.append(lists) { terms[Int(tokens.terms[$0])] }
    }
    try field.finish(codes, pairs: encodedPairs?.take())
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
    var positions: [UInt32] = []
    for group in groups {
      for share in tokens.shares {
        let range = share.range(of: group)
        appendPostings(share.tokens.span.extracting(range), codes, &positions, to: &lists)
      }
      entries.append(lists.finishList())
    }
    return EncodedLists(
      postings: lists.takePostings(), positions: lists.takePositions(), groups: groups,
      entries: entries)
  }

  /// Adds postings of one term: runs of equal documents.
  ///
  /// - Parameter positions: room for the positions.
  private static func appendPostings(
    _ tokens: borrowing Span<UInt64>, _ codes: LengthLookup, _ positions: inout [UInt32],
    to lists: inout PostingListWriter
  ) {
    positions.removeAll(keepingCapacity: true)
    positions.append(addingCapacity: tokens.count) { room in
      for index in tokens.indices {
        room.append(UInt32(truncatingIfNeeded: tokens[index]))
      }
    }
    let places = positions.span
    var start = 0
    while start < tokens.count {
      let document = UInt32(truncatingIfNeeded: tokens[start] >> 32)
      var end = start + 1
      while end < tokens.count && UInt32(truncatingIfNeeded: tokens[end] >> 32) == document {
        end += 1
      }
      lists.append(
        document: document, lengthCode: codes[document],
        positions: places.extracting(start..<end))
      start = end
    }
  }
}
