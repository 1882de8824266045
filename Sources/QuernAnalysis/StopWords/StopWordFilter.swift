/// Says of nearly every word that is in no stop list that it is in none (Bloom, "Space/time trade-offs
/// in hash coding with allowable errors", 1970).
///
/// A query asks for each of its words: most are told apart without a look at any list, or at the
/// language of the query.
struct StopWordFilter: Sendable {
  /// The words of all lists.
  static let all = StopWordFilter(StopList.allTexts)

  /// 2¹⁷ bits, two for each of some thousand words: of a hundred others, one may pass.
  private static let bitCount = 1 << 17

  private var bits = [UInt64](repeating: 0, count: bitCount / 64)

  /// - Parameter texts: words with blanks between them.
  init(_ texts: some Sequence<String>) {
    for text in texts { insert(words: text.utf8Span.span) }
  }

  private mutating func insert(words: Span<UInt8>) {
    var hash = Self.start
    for index in words.indices {
      let byte = words[index]
      if byte == 0x20 {
        insert(hash)
        hash = Self.start
      } else {
        hash = Self.hash(hash, byte)
      }
    }
    insert(hash)
  }

  /// Whether a word may be in a list; never false for one that is.
  func mayContain(_ word: String) -> Bool {
    var hash = Self.start
    for byte in word.utf8 { hash = Self.hash(hash, byte) }
    let (first, second) = Self.places(hash)
    return isSet(first) && isSet(second)
  }

  private mutating func insert(_ hash: UInt64) {
    let (first, second) = Self.places(hash)
    bits[first / 64] |= 1 << UInt64(first % 64)
    bits[second / 64] |= 1 << UInt64(second % 64)
  }

  private func isSet(_ bit: Int) -> Bool { bits[bit / 64] >> UInt64(bit % 64) & 1 == 1 }

  // FNV-1a of 64 bits.

  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private static func places(_ hash: UInt64) -> (Int, Int) {
    let mask = UInt64(bitCount - 1)
    return (
      Int(truncatingIfNeeded: hash >> 40 & mask),
      Int(truncatingIfNeeded: (hash >> 15 ^ hash) & mask)
    )
  }
}
