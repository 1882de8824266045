/// How the frequent pairs of a field stand in a file: five sections, or none.
///
/// ```
/// Pairs := least   u32: the document frequency from which on a word is frequent
///          Word*   words that are rarer and count as frequent, to the end of the section
/// Word  := size    varint
///          byte{size}
/// ```
/// then dictionary blocks, dictionary index, postings and positions, laid out as those of words. Each
/// two frequent words that stand side by side somewhere in the field are a pair. Its term is the size
/// of the first word as a variable-length integer, the first word, the second word; its positions are
/// those of the first word.
///
/// The rarer words, in the order of their bytes, are those that are frequent in the longest field that has frequent
/// words: what is asked of all fields is looked up as the same pairs in each.
///
/// So whoever knows the frequencies of two words knows whether they are looked up as a pair: a pair of
/// frequent words that is not in the dictionary is in no document.
enum PairFormat {
  /// 16: a word in fewer documents is rare enough to look its neighbours up.
  static let leastShare: UInt32 = 16

  /// 32: pairs of so few documents are soon found by their words.
  static let leastDocumentFrequency: UInt32 = 32

  /// 64: the most frequent words, 4,096 pairs at most, so that it is bounded what pairs cost.
  static let maximumWordCount = 64

  /// 4,096: a pair is the number of its first word times 64, and that of its second.
  static let maximumPairCount = maximumWordCount * maximumWordCount

  /// 8: where more than one in so many tokens begins a pair, fewer words are taken.
  static let leastTokensPerPair = 8

  /// 32 Mi: above that fewer words are taken, too.
  ///
  /// While a merge finds them each takes 20 bytes at most, and 8 more in order; while a field is built
  /// twice as many are kept, of 10 bytes.
  static let maximumOccurrenceCount: UInt64 = 1 << 25

  /// How many occurrences the pairs of a field may have.
  static func mostOccurrences(tokenCount: UInt64) -> Int {
    Int(min(tokenCount / UInt64(leastTokensPerPair), maximumOccurrenceCount))
  }

  /// No longer word is frequent, so that terms of pairs stay short.
  static let maximumWordLength = 1_000
}
