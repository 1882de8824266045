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
  ///
  /// - Parameter shared: the words that are frequent in the longest field that has some; fields are written the
  ///   longest first. Empty until then, and filled here.
  mutating func write(
    to writer: FramedWriter, number: Int, terms: TermArena, order: SharedOrder,
    documentCount: Int, writesPairs: Bool, sharing shared: inout Set<[UInt8]>, threads: Int
  ) throws(CodecError) -> SegmentMetadata.Field {
    let tokens = SortedTokens(log, termCount: terms.count, threads: threads) { order.value }
    let tokenCount = log.tokenCount
    let codes = LengthLookup(lengths, documentCount: documentCount)
    let finder =
      writesPairs
      ? PairFinder(
        log: log, tokens: tokens, terms: terms, threads: max(1, threads - 1), others: shared)
      : nil
    log = TokenLog()
    let frequent = try Self.writeLists(
      of: tokens, codes, pairs: finder,
      to: FieldSectionsWriter(
        writer, number: number, spillingTo: SpillFile(), documentCount: documentCount,
        writesPairs: false, threads: threads),
      terms: terms, documentCount: documentCount, threads: threads)
    if shared.isEmpty { shared = Set(frequent) }
    try writer.writeSection(
      .lengths, field: number, lengths.encode(documentCount: documentCount))
    return SegmentMetadata.Field(
      name: name,
      statistics: FieldStatistics(
        documentCount: UInt64(lengths.count), tokenCount: UInt64(tokenCount)))
  }

  /// Encodes and writes lists, and those of pairs.
  ///
  /// - Returns: the words that are frequent.
  private static func writeLists(
    of tokens: consuming SortedTokens, _ codes: LengthLookup, pairs finder: consuming PairFinder?,
    to sections: consuming FieldSectionsWriter, terms: TermArena, documentCount: Int, threads: Int
  ) throws(CodecError) -> [[UInt8]] {
    let pairs = finder.map { finder in
      ParallelWork.begin(threads: threads) {
        EncodedPairs(finder.find(documentCount: documentCount), codes)
      }
    }
    // Nothing goes on when the file has failed.
    defer { pairs?.end() }
    let pieces = tokens.pieces
    try ParallelWork.inOrder(pieces.count, threads: threads) { [tokens] index in
      encode(pieces[index], of: tokens, codes)
    } consume: { (lists) throws(CodecError) in
      try sections.append(lists) { terms[Int(tokens.terms[$0])] }
    }
    ParallelWork.release(consume tokens, threads: threads)
    return try sections.finish(codes) { pairs?.take() }
  }

  private static func encode(
    _ groups: Range<Int>, of tokens: SortedTokens, _ codes: LengthLookup
  ) -> EncodedLists {
    var lists = PostingListWriter()
    var entries: [TermEntry] = []
    entries.reserveCapacity(groups.count)
    for group in groups {
      tokens.append(group, codes, to: &lists)
      entries.append(lists.finishList())
    }
    return EncodedLists(
      postings: lists.takePostings(), positions: lists.takePositions(), groups: groups,
      entries: entries)
  }
}
