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

  /// What pairs are made of; `nil` where none are written.
  private var frequent: FrequentWords?
  private let documentCount: Int
  private let threads: Int
  private var tokenCount: UInt64 = 0

  /// Begins the first section.
  ///
  /// - Parameter others: words that are frequent in a longer field.
  init(
    _ writer: FramedWriter, number: Int, spillingTo waiting: SpillFile, documentCount: Int,
    writesPairs: Bool, others: Set<[UInt8]> = [], threads: Int = 1
  ) {
    self.writer = writer
    self.number = number
    self.waiting = waiting
    self.documentCount = documentCount
    self.threads = threads
    frequent =
      writesPairs ? FrequentWords(documentCount: documentCount, others: others) : nil
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
    let entry = lists.finishList()
    dictionary.append(term, entry: entry)
    if mayBeFrequent(term, entry) { note(term, entry, lists.bytes(ofLast: entry)) }
    if lists.postingsByteCount - takenPostings >= Self.writtenAtOnce {
      takenPostings = lists.postingsByteCount
      try writer.write(lists.takePostings())
    }
    if lists.positionsByteCount - takenPositions >= Self.writtenAtOnce {
      takenPositions = lists.positionsByteCount
      try waiting.append(lists.takePositions())
    }
  }

  /// Adds lists that were encoded apart; no list is being written, and pairs are not made of these.
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
      dictionary.append(term(group), entry: entry)
    }
    addedPostings += UInt64(encoded.postings.count)
    addedPositions += UInt64(encoded.positions.count)
    try writer.write(encoded.postings)
    try waiting.append(encoded.positions)
  }

  /// Counts the tokens of a term, and says whether it may be in pairs.
  private mutating func mayBeFrequent(_ term: ArraySlice<UInt8>, _ entry: TermEntry) -> Bool {
    tokenCount += entry.totalFrequency
    return frequent?.mayTake(term, entry) ?? false
  }

  /// Keeps the lists of a word that may be in pairs.
  private mutating func note(
    _ term: ArraySlice<UInt8>, _ entry: TermEntry,
    _ lists: (postings: ArraySlice<UInt8>, positions: ArraySlice<UInt8>)
  ) {
    frequent?.append(
      FrequentWords.Word(
        term: Array(term), entry: entry, postings: Array(lists.postings),
        positions: Array(lists.positions)))
  }

  /// Ends the sections, and adds those of the pairs.
  ///
  /// - Parameter pairs: waits for those that are found and encoded beside; asked when all else is written.
  /// - Returns: the words that are frequent; none where no pairs are written.
  /// - Throws: ``CodecError``.
  mutating func finish(
    _ codes: LengthLookup, pairs: () -> EncodedPairs? = { nil }
  ) throws(CodecError) -> [[UInt8]] {
    try writer.write(lists.takePostings())
    try writer.endSection()
    writer.beginSection(.positions, field: number)
    try waiting.move(to: writer)
    try writer.write(lists.takePositions())
    try writer.endSection()
    try writer.writeSection(.dictionaryBlocks, field: number, dictionary.takeBlocks())
    try writer.writeSection(.dictionaryIndex, field: number, dictionary.index())
    if let letters = dictionary.letters() {
      try writer.writeSection(.dictionaryLetters, field: number, letters)
    }
    if let pairs = pairs() {
      try pairs.write(to: writer, number: number)
      return pairs.words
    }
    guard let frequent else { return [] }
    let sections = PairSectionsWriter(
      documentCount: UInt32(clamping: documentCount), codes: codes, threads: threads)
    return try sections.write(frequent, tokenCount: tokenCount, to: writer, number: number)
  }
}
