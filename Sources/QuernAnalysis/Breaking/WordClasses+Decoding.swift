import CWordClasses

extension WordClasses {
  /// A character beyond ASCII: its class and its length in bytes.
  struct Character {
    var kind: UInt8
    var length: Int

    /// A byte that belongs to no character divides words.
    static let malformed = Character(kind: UInt8(QUERN_WORD_BREAK), length: 1)
  }

  /// The character that begins at `index` with a byte of at least 0x80.
  ///
  /// Never looks beyond the text, whatever its bytes are.
  @inline(__always)
  static func character(
    _ text: Span<UInt8>, at index: Int, blocks: Span<UInt8>, classes: Span<UInt8>
  ) -> Character {
    let lead = UInt32(text[index])
    let rest = text.count &- index
    guard lead >= 0xC2, rest >= 2, let second = continuation(text, index &+ 1) else {
      return .malformed
    }
    var point: UInt32
    var length = 2
    if lead < 0xE0 {
      point = (lead & 0x1F) << 6 | second
    } else {
      guard rest >= 3, let third = continuation(text, index &+ 2) else { return .malformed }
      point = (lead & 0x0F) << 12 | second << 6 | third
      length = 3
      if lead >= 0xF0 {
        guard rest >= 4, let fourth = continuation(text, index &+ 3), lead <= 0xF4 else {
          return .malformed
        }
        point = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
        length = 4
        guard point >= 0x1_0000, point <= 0x10_FFFF else { return .malformed }
      } else if point < 0x800 || (0xD800...0xDFFF).contains(point) {
        return .malformed
      }
    }
    let block = Int(blocks[Int(point >> 7)])
    return Character(kind: classes[block << 7 | Int(point & 0x7F)], length: length)
  }

  /// The six bits of a continuation byte.
  @inline(__always)
  private static func continuation(_ text: Span<UInt8>, _ index: Int) -> UInt32? {
    let byte = text[index]
    return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
  }
}
