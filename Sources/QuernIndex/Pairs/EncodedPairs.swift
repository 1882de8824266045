import QuernCodec
import QuernStorage

/// The sections of the pairs of a field in memory; ``PairFormat`` has the layout.
struct EncodedPairs: Sendable {
  /// The words that are frequent.
  let words: [[UInt8]]

  private let head: [UInt8]
  private let blocks: [UInt8]
  private let index: [UInt8]
  private let postings: [UInt8]
  private let positions: [UInt8]

  init(_ pairs: FoundPairs, _ codes: LengthLookup) {
    let (words, found) = (pairs.words, pairs.occurrences)
    var head = ByteWriter()
    head.writeFixed(words.least)
    for word in words.rareWords {
      head.writeVarint(word.count)
      head.write(word)
    }
    self.words = words.words.map(\.term)
    var lists = PostingListWriter()
    var dictionary = DictionaryWriter()
    let groups = found.groups.map { (key: Self.key($0.pair, words), group: $0) }
    for (key, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      codes.append(found.tokens.span.extracting(group.range), to: &lists)
      dictionary.append(key[...], entry: lists.finishList())
    }
    self.head = head.bytes
    (blocks, index) = (dictionary.takeBlocks(), dictionary.index())
    (postings, positions) = (lists.takePostings(), lists.takePositions())
  }

  private static func key(_ pair: UInt16, _ words: FrequentWords) -> [UInt8] {
    PairReader.key(words.words[Int(pair) / 64].term, words.words[Int(pair) % 64].term)
  }

  func write(to writer: FramedWriter, number: Int) throws(CodecError) {
    try writer.writeSection(.pairs, field: number, head)
    try writer.writeSection(.pairBlocks, field: number, blocks)
    try writer.writeSection(.pairIndex, field: number, index)
    try writer.writeSection(.pairPostings, field: number, postings)
    try writer.writeSection(.pairPositions, field: number, positions)
  }
}
