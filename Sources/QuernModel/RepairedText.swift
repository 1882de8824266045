/// The text of bytes that should be UTF-8: each byte that is part of no character is one U+FFFD.
///
/// Swift's own repair makes one U+FFFD of several bytes that begin a character and do not end it.
/// One for each byte keeps offsets simple: what was replaced is 1 byte there and 3 bytes here.
package struct RepairedText: Sendable {
  /// The length of U+FFFD in UTF-8.
  package static let replacementByteCount = 3

  /// The text.
  package let text: String

  /// How many bytes were replaced.
  package let replacedByteCount: Int

  /// Where the first replaced byte stands; `nil` where there is none.
  package let firstReplaced: Int?

  /// Decodes bytes.
  ///
  /// - Complexity: O(*n*). Bytes that are UTF-8 are copied once.
  package init(_ bytes: Span<UInt8>) {
    let validStart: Int
    do {
      text = String(copying: try UTF8Span(validating: bytes))
      replacedByteCount = 0
      firstReplaced = nil
      return
    } catch {
      validStart = error.byteOffsets.lowerBound
    }
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count + bytes.count / 8)
    for index in 0..<validStart { repaired.append(bytes[index]) }
    var index = validStart
    var replaced = 0
    while index < bytes.count {
      guard let length = Self.characterLength(bytes, at: index) else {
        repaired += [0xEF, 0xBF, 0xBD]
        replaced += 1
        index += 1
        continue
      }
      for place in index..<index + length { repaired.append(bytes[place]) }
      index += length
    }
    text = String(decoding: repaired, as: UTF8.self)
    replacedByteCount = replaced
    firstReplaced = validStart
  }

  /// The length of the well-formed character that begins at `index`; `nil` where none does.
  ///
  /// The table is Unicode's 3-7: no surrogates, no longer form than needed, nothing above U+10FFFF.
  package static func characterLength(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case ..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return nil
    }
    guard bytes.count - index >= length, second.contains(bytes[index + 1]) else { return nil }
    for place in index + 2..<index + length where bytes[place] & 0xC0 != 0x80 { return nil }
    return length
  }
}
