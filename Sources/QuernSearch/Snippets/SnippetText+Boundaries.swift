// Where sentences begin, and where a text may be cut.

extension SnippetText {
  /// White space of ASCII: enough to find sentences and to trim.
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether a sentence begins at a place: after a line end, or after `.`, `!`, `?` and white space,
  /// or after 。, ！ or ？.
  func isSentenceStart(_ place: Int) -> Bool {
    guard place > 0, place < bytes.count else { return place == 0 && firstVisible == 0 }
    if Self.isSpace(bytes[place]) || Self.isContinuation(bytes[place]) { return false }
    if Self.isSpace(bytes[place - 1]) { return isSentenceEnd(beforeSpaceAt: place - 1) }
    guard place >= 3 else { return false }
    return Self.wideStops.contains { bytes[(place - 3)..<place].elementsEqual($0) }
  }

  private static let wideStops = [Array("。".utf8), Array("！".utf8), Array("？".utf8)]

  private func isSentenceEnd(beforeSpaceAt place: Int) -> Bool {
    var place = place
    // A few blanks at most, so that a text of blanks is not walked again and again.
    for _ in 0..<8 {
      guard place >= 0 else { return true }
      if bytes[place] == 0x0A { return true }
      guard Self.isSpace(bytes[place]) else { break }
      place -= 1
    }
    guard place >= 0 else { return true }
    return bytes[place] == 0x2E || bytes[place] == 0x21 || bytes[place] == 0x3F
  }

  /// The start of the character, as people see it, in which a place lies.
  func alignedStart(_ place: Int) -> Int { aligned(place, step: -1) }

  /// The end of the character, as people see it, in which a place lies.
  func alignedEnd(_ place: Int) -> Int { aligned(place, step: 1) }

  /// Moves to a boundary of characters, and at least to one of Unicode scalars.
  private func aligned(_ start: Int, step: Int) -> Int {
    var place = start
    var scalar: Int?
    // No honest character is longer; letters heaped with marks are cut.
    for _ in 0..<64 {
      guard place > 0, place < bytes.count else { return min(max(place, 0), bytes.count) }
      if !Self.isContinuation(bytes[place]) {
        scalar = scalar ?? place
        let index = string.utf8.index(string.utf8.startIndex, offsetBy: place)
        if String.Index(index, within: string) != nil { return place }
      }
      place += step
    }
    return scalar ?? start
  }
}
