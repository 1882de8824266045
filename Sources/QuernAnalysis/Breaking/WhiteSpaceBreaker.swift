/// Cuts a text at ASCII white space.
package struct WhiteSpaceBreaker: WordBreaker {
  /// The number of words that one call gives at most.
  private static let wordsPerCall = 1_024

  /// Where the next word is looked for.
  var position = 0

  package init() {}

  package var memoryByteCount: Int { 0 }

  package mutating func begin() { position = 0 }

  package mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
    words.removeAll(keepingCapacity: true)
    while words.count < Self.wordsPerCall {
      while position < text.count, Self.isWhiteSpace(text[position]) { position += 1 }
      guard position < text.count else { return false }
      let start = position
      while position < text.count, !Self.isWhiteSpace(text[position]) { position += 1 }
      words.append(start..<position)
    }
    return true
  }

  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
