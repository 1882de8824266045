/// What tells a word of at most 16 bytes from others: its bytes, and zeros behind them.
///
/// A word that ends in a NUL byte has no key, so that the length need not be kept; nor has one that
/// ends in eight bytes ``noWord``.
struct WordKey {
  /// The longest word in bytes that has a key.
  static let longest = 16

  /// The key of no word, in free slots.
  static let none = WordKey(low: 0, high: 0)

  /// The upper half of no key: no text in UTF-8 has such bytes.
  static let noWord = UInt64.max

  /// Bytes 0 to 7 and 8 to 15, with zeros behind the end.
  var low: UInt64
  var high: UInt64

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of a word, if it has one.
  @inline(__always)
  init?(_ word: Span<UInt8>) {
    let count = word.count
    guard count &- 1 < Self.longest && count > 0, word[count &- 1] != 0 else { return nil }
    // SAFETY: any bytes are numbers, and two loads that overlap are inside of the word.
    let bytes = unsafe word.bytes
    if count >= 8 {
      low = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(as: UInt64.self))
      let last = UInt64(
        littleEndian: unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: count &- 8, as: UInt64.self))
      high = count == 8 ? 0 : last &>> (UInt64(16 &- count) &* 8)
    } else {
      (low, high) = (0, 0)
      for index in word.indices { low |= UInt64(word[index]) &<< (UInt64(index) &* 8) }
    }
    guard high != Self.noWord else { return nil }
  }

  /// The length of the word.
  var byteCount: Int {
    high == 0 ? 8 &- low.leadingZeroBitCount / 8 : 16 &- high.leadingZeroBitCount / 8
  }

  /// Whether the last byte is a digit of ASCII.
  var endsInDigit: Bool {
    let half = high == 0 ? low : high
    let last = half &>> UInt64((63 &- half.leadingZeroBitCount) & 0x38)
    return (0x30...0x39).contains(last)
  }

  /// Replaces `bytes` with those of the word.
  func write(to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    append(to: &bytes)
  }

  /// Appends the bytes of the word.
  func append(to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: Self.longest) { room in
      var rest = low
      for _ in 0..<min(8, byteCount) {
        room.append(UInt8(truncatingIfNeeded: rest))
        rest &>>= 8
      }
      rest = high
      while rest != 0 {
        room.append(UInt8(truncatingIfNeeded: rest))
        rest &>>= 8
      }
    }
  }

  /// Whether it is that of no word.
  @inline(__always)
  var isNone: Bool { low | high == 0 }

  /// The key with small letters, or `nil` if some of it is not ASCII.
  @inline(__always)
  var lowerCasedASCII: WordKey? {
    guard (low | high) & Self.each(0x80) == 0 else { return nil }
    return WordKey(low: Self.lower(low), high: Self.lower(high))
  }

  /// Whether one of the bytes may be `byte`, of ASCII; certain if it says no.
  func mayHold(_ byte: UInt8) -> Bool {
    Self.mayHoldZero(low ^ Self.each(UInt64(byte)))
      || Self.mayHoldZero(high ^ Self.each(UInt64(byte)))
  }

  private static func mayHoldZero(_ bytes: UInt64) -> Bool {
    (bytes &- each(0x01)) & ~bytes & each(0x80) != 0
  }

  private static func lower(_ bytes: UInt64) -> UInt64 {
    // Each sum sets the high bit of a byte that is at least as great as a bound.
    let capitals = (bytes &+ each(0x80 - 0x41)) & ~(bytes &+ each(0x80 - 0x5B)) & each(0x80)
    return bytes | capitals &>> 2
  }

  private static func each(_ byte: UInt64) -> UInt64 { 0x0101_0101_0101_0101 &* byte }

  @inline(__always)
  static func == (left: WordKey, right: WordKey) -> Bool {
    // One branch: neither alone decides so seldom that it could be guessed.
    (left.low ^ right.low) | (left.high ^ right.high) == 0
  }
}
