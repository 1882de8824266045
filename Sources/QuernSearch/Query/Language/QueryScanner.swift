/// Walks over the bytes of a query text.
struct QueryScanner {
  let bytes: [UInt8]
  var place = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { place >= bytes.count }

  /// The byte at the place, or some bytes on; 0 past the end, which no sign is.
  func byte(_ ahead: Int = 0) -> UInt8 {
    place + ahead < bytes.count ? bytes[place + ahead] : 0
  }

  mutating func skipBlanks() {
    while !isAtEnd {
      let length = blankLength(at: place)
      if length == 0 { return }
      place += length
    }
  }

  /// The length of the white space character at a place; 0 where there is another one.
  func blankLength(at place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    let byte = bytes[place]
    if byte < 0x80 { return QueryText.signs[Int(byte)].contains(.blank) ? 1 : 0 }
    // U+0085 and U+00A0; U+1680, U+2000 … U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    switch byte {
    case 0xC2:
      guard place + 1 < bytes.count else { return 0 }
      return bytes[place + 1] == 0x85 || bytes[place + 1] == 0xA0 ? 2 : 0
    case 0xE1, 0xE2, 0xE3:
      guard place + 2 < bytes.count else { return 0 }
      let scalar =
        UInt32(byte & 0xF) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
        | UInt32(bytes[place + 2] & 0x3F)
      switch scalar {
      case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// Whether a word ends at a place: at white space or at the end of the text.
  func isBoundary(at place: Int) -> Bool { place >= bytes.count || blankLength(at: place) > 0 }

  /// Whether the text goes on with some bytes at a place.
  func startsWith(_ text: [UInt8], at place: Int) -> Bool {
    guard place + text.count <= bytes.count else { return false }
    for index in text.indices where bytes[place + index] != text[index] { return false }
    return true
  }

  /// The end of the digits, with at most one point among them, that begin at a place.
  func numberEnd(from place: Int, allowsPoint: Bool) -> Int {
    var end = place
    var hasPoint = !allowsPoint
    while end < bytes.count {
      if bytes[end] == 0x2E, !hasPoint, end > place {
        hasPoint = true
      } else if bytes[end] &- 0x30 >= 10 {
        break
      }
      end += 1
    }
    return end
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
