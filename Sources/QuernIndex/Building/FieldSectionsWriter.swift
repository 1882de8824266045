import QuernCodec

/// Writes dictionary, postings and positions of one field, term after term in byte order.
///
/// What is written waits in memory until ``write(to:number:codes:)``, since the file takes one section at a
/// time.
struct FieldSectionsWriter {
  private var lists = PostingListWriter()
  private var dictionary = DictionaryWriter()

  /// What pairs are made of; `nil` where none are written.
  private var frequent: FrequentWords?
  private let documentCount: Int
  private var tokenCount: UInt64 = 0

  init(documentCount: Int, writesPairs: Bool) {
    self.documentCount = documentCount
    frequent = writesPairs ? FrequentWords(documentCount: documentCount) : nil
  }

  /// Adds a posting to the list of the current term.
  ///
  /// - Parameter range: the document's share of `positions`, ascending.
  mutating func append(
    document: UInt32, lengthCode: UInt8, positions: [UInt32], _ range: Range<Int>
  ) {
    lists.append(document: document, lengthCode: lengthCode, positions: positions, in: range)
  }

  /// Ends the list of the current term.
  mutating func finishTerm(_ term: ArraySlice<UInt8>) {
    let entry = lists.finishList()
    dictionary.append(Array(term), entry: entry)
    tokenCount += entry.totalFrequency
    guard let frequent, entry.documentFrequency >= frequent.least else { return }
    self.frequent?.append(
      FrequentWords.Word(
        term: Array(term), entry: entry, postingsEnd: lists.postingsByteCount,
        positionsEnd: lists.positionsByteCount))
  }

  mutating func write(
    to writer: FramedWriter, number: Int, codes: LengthLookup
  ) throws(CodecError) {
    let (postings, positions) = (lists.takePostings(), lists.takePositions())
    try writer.writeSection(.dictionaryBlocks, field: number, dictionary.takeBlocks())
    try writer.writeSection(.dictionaryIndex, field: number, dictionary.index())
    try writer.writeSection(.postings, field: number, postings)
    try writer.writeSection(.positions, field: number, positions)
    guard let frequent else { return }
    try PairSectionsWriter(documentCount: UInt32(clamping: documentCount), codes: codes).write(
      frequent, postings: postings, positions: positions, tokenCount: tokenCount, to: writer,
      number: number)
  }
}
