/// What tells a word of at most 16 bytes from others: its bytes.
struct WordKey {
  /// The longest word in bytes that has a key.
  static let longest = 16

  /// The key of no word.
  static let none = WordKey(low: 0, high: 0, length: 0)

  /// Bytes 0 to 7 and 8 to 15, with zeros behind the end.
  var low: UInt64
  var high: UInt64
  /// The number of bytes; 0 where there is no word.
  var length: UInt32

  init(low: UInt64, high: UInt64, length: UInt32) {
    self.low = low
    self.high = high
    self.length = length
  }

  /// The key of a word, byte by byte.
  ///
  /// - Precondition: the word has at most ``longest`` bytes.
  init(_ word: Span<UInt8>) {
    self = .none
    length = UInt32(word.count)
    for index in word.indices {
      let byte = UInt64(word[index]) &<< (UInt64(index) &* 8)
      if index < 8 { low |= byte } else { high |= byte }
    }
  }

  /// The key with small letters, if all of it is ASCII and some letters are capital.
  var lowerCasedASCII: WordKey? {
    guard (low | high) & Self.each(0x80) == 0 else { return nil }
    let key = WordKey(low: Self.lower(low), high: Self.lower(high), length: length)
    return key == self ? nil : key
  }

  private static func lower(_ bytes: UInt64) -> UInt64 {
    // Each sum sets the high bit of a byte that is at least as great as a bound.
    let capitals = (bytes &+ each(0x80 - 0x41)) & ~(bytes &+ each(0x80 - 0x5B)) & each(0x80)
    return bytes | capitals &>> 2
  }

  private static func each(_ byte: UInt64) -> UInt64 { 0x0101_0101_0101_0101 &* byte }

  @inline(__always)
  static func == (left: WordKey, right: WordKey) -> Bool {
    // One branch: each of the three alone decides too seldom to be guessed.
    (left.low ^ right.low) | (left.high ^ right.high) | UInt64(left.length ^ right.length) == 0
  }
}
