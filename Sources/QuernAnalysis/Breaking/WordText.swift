import CWordClasses

/// A text and the classes of its characters, by unchecked memory.
///
/// The scanner looks at every byte of what is indexed: checked spans take 1.5 times as long. Debug
/// builds check all the same.
@safe
struct WordText {
  /// The number of bytes.
  let count: Int

  private let base: UnsafePointer<UInt8>
  private let classes = WordClasses.shared

  /// - Precondition: the buffer stays where it is while the value is used.
  @unsafe
  init(_ buffer: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>) {
    unsafe base = start
    count = buffer.count
  }

  /// A character: its class and its length in bytes.
  struct Character {
    var kind: UInt8
    var length: Int

    /// A byte that belongs to no character divides words.
    static let malformed = Character(kind: UInt8(QUERN_WORD_BREAK), length: 1)
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 {
    assert(index >= 0 && index < count)
    // SAFETY: the scanner compares each index with `count` first.
    return unsafe base[index]
  }

  /// The class of the byte at `index`.
  @inline(__always)
  func kind(at index: Int) -> UInt8 { classes.kind(ofByte: self[index]) }

  @inline(__always)
  func state(after state: UInt8, _ kind: UInt8) -> UInt8 { classes.state(after: state, kind) }

  /// The first index from `index` on, up to `limit`, at which no ASCII letter, digit or low line
  /// stands.
  @inline(__always)
  func endOfASCIIWord(from index: Int, limit: Int) -> Int {
    var index = index
    while limit &- index >= 8 {
      let length = alphanumerics(at: index)
      index &+= length
      if length < 8 { break }
    }
    while index < limit && kind(at: index) &- 1 <= 2 { index &+= 1 }
    return index
  }

  /// How many of the 8 bytes at `index` are ASCII letters and digits, up to the first that is none.
  ///
  /// Eight bytes in one number, without a branch: the length of a word is what a processor guesses
  /// worst. Each sum sets the high bit of a byte that is at least as great as a bound.
  @inline(__always)
  private func alphanumerics(at index: Int) -> Int {
    assert(index >= 0 && count - index >= 8)
    // SAFETY: the caller keeps `limit`, which is at most `count`.
    let bytes = UInt64(
      littleEndian: unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    let each: UInt64 = 0x0101_0101_0101_0101
    let low = bytes & (each &* 0x7F)
    let small = low | (each &* 0x20)
    let letters = (small &+ each &* (0x80 - 0x61)) & ~(small &+ each &* (0x80 - 0x7B))
    let digits = (low &+ each &* (0x80 - 0x30)) & ~(low &+ each &* (0x80 - 0x3A))
    let others = ~((letters | digits) & ~bytes) & (each &* 0x80)
    return others.trailingZeroBitCount &>> 3
  }

  /// The character at `index`, which is below `count`.
  ///
  /// Never looks beyond the text, whatever its bytes are.
  @inline(__always)
  func character(at index: Int) -> Character {
    let lead = self[index]
    if lead < 0x80 { return Character(kind: classes.kind(ofByte: lead), length: 1) }
    if lead >= 0xC2, lead < 0xE0, count &- index >= 2 {
      let second = self[index &+ 1]
      guard second & 0xC0 == 0x80 else { return .malformed }
      let point = UInt32(lead & 0x1F) &<< 6 | UInt32(second & 0x3F)
      return Character(kind: classes.kind(of: point), length: 2)
    }
    return longCharacter(at: index, lead: lead)
  }

  @inline(__always)
  private func longCharacter(at index: Int, lead: UInt8) -> Character {
    let rest = count &- index
    guard lead >= 0xE0, rest >= 3 else { return .malformed }
    let second = self[index &+ 1]
    let third = self[index &+ 2]
    guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return .malformed }
    let low = UInt32(second & 0x3F) &<< 6 | UInt32(third & 0x3F)
    if lead < 0xF0 {
      let point = UInt32(lead & 0x0F) &<< 12 | low
      guard point >= 0x800, point & 0xF800 != 0xD800 else { return .malformed }
      return Character(kind: classes.kind(of: point), length: 3)
    }
    guard lead < 0xF5, rest >= 4 else { return .malformed }
    let fourth = self[index &+ 3]
    let point = UInt32(lead & 0x07) &<< 18 | low &<< 6 | UInt32(fourth & 0x3F)
    guard fourth & 0xC0 == 0x80, point >= 0x1_0000, point <= 0x10_FFFF else { return .malformed }
    return Character(kind: classes.kind(of: point), length: 4)
  }
}
