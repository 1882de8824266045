import QuernCodec
import QuernStorage

/// Makes the pairs of a field from the lists of its frequent words, and writes their sections.
struct PairSectionsWriter {
  private let documentCount: UInt32
  private let codes: LengthLookup
  private let threads: Int

  init(documentCount: UInt32, codes: LengthLookup, threads: Int) {
    self.documentCount = documentCount
    self.codes = codes
    self.threads = threads
  }

  /// Finds the pairs in the lists of the words and writes them.
  ///
  /// - Parameter tokenCount: the number of tokens in the field.
  /// - Returns: the words that are frequent.
  func write(
    _ frequent: FrequentWords, tokenCount: UInt64, to writer: FramedWriter, number: Int
  ) throws(CodecError) -> [[UInt8]] {
    var frequent = frequent
    let found = try frequent.findPairs(tokenCount: tokenCount, find)
    let pairs = EncodedPairs(FoundPairs(words: frequent, occurrences: found), codes)
    try pairs.write(to: writer, number: number)
    return pairs.words
  }

  private func find(
    _ frequent: FrequentWords, limit: Int
  ) throws(CodecError) -> PairOccurrences? {
    let words = frequent.words.map { word in
      (ByteView(copying: word.postings), ByteView(copying: word.positions), Self.moved(word.entry))
    }
    let count = documentCount
    let found = try PairOccurrences(documentCount: count, limit: limit, threads: threads) {
      (first) throws(CodecError) in
      var readers: [PairWordReader] = []
      for (postings, positions, entry) in words {
        readers.append(
          try PairWordReader(
            PostingsCursor(postings, entry: entry, documentCount: count),
            PositionsCursor(positions, entry: entry), from: first))
      }
      return readers
    }
    return found.count > limit ? nil : found
  }

  /// The entry of a list that stands alone.
  private static func moved(_ entry: TermEntry) -> TermEntry {
    var moved = entry
    (moved.postingsOffset, moved.positionsOffset) = (0, 0)
    return moved
  }
}
