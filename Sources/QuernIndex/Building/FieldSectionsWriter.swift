import QuernCodec

/// Writes postings, positions and dictionary of one field, term after term in byte order.
///
/// Posting lists go to the file as they are finished. The file takes one section at a time, so that
/// positions wait meanwhile; the dictionary, which is small, waits in memory.
struct FieldSectionsWriter {
  private static let writtenAtOnce = 1 << 16

  private let writer: FramedWriter
  private let number: Int
  private let waiting: SpillFile
  private var lists = PostingListWriter()
  private var dictionary = DictionaryWriter()
  private var takenPostings: UInt64 = 0
  private var takenPositions: UInt64 = 0
  private var addedPostings: UInt64 = 0
  private var addedPositions: UInt64 = 0

  /// Begins the first section.
  init(_ writer: FramedWriter, number: Int, spillingTo waiting: SpillFile) {
    self.writer = writer
    self.number = number
    self.waiting = waiting
    writer.beginSection(.postings, field: number)
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
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  mutating func finishTerm(_ term: ArraySlice<UInt8>) throws(CodecError) {
    dictionary.append(Array(term), entry: lists.finishList())
    if lists.postingsByteCount - takenPostings >= Self.writtenAtOnce {
      takenPostings = lists.postingsByteCount
      try writer.write(lists.takePostings())
    }
    if lists.positionsByteCount - takenPositions >= Self.writtenAtOnce {
      takenPositions = lists.positionsByteCount
      try waiting.append(lists.takePositions())
    }
  }

  /// Adds lists that were encoded apart; no list is being written.
  ///
  /// - Parameter term: the bytes of a group's term.
  /// - Throws: ``CodecError/storage(_:)``.
  mutating func append(
    _ encoded: EncodedLists, term: (Int) -> ArraySlice<UInt8>
  ) throws(CodecError) {
    for (group, entry) in zip(encoded.groups, encoded.entries) {
      var entry = entry
      entry.postingsOffset += addedPostings
      entry.positionsOffset += addedPositions
      dictionary.append(Array(term(group)), entry: entry)
    }
    addedPostings += UInt64(encoded.postings.count)
    addedPositions += UInt64(encoded.positions.count)
    try writer.write(encoded.postings)
    try waiting.append(encoded.positions)
  }

  /// Ends the sections.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  mutating func finish() throws(CodecError) {
    try writer.write(lists.takePostings())
    try writer.endSection()
    writer.beginSection(.positions, field: number)
    try waiting.move(to: writer)
    try writer.write(lists.takePositions())
    try writer.endSection()
    try writer.writeSection(.dictionaryBlocks, field: number, dictionary.takeBlocks())
    try writer.writeSection(.dictionaryIndex, field: number, dictionary.index())
  }
}
