/// Where a long text may be cut so that the words of its parts are the words of the whole.
///
/// Right before a blank after an ASCII character that is none, before a line feed, and before an
/// ideographic comma or full stop there is a boundary (UAX #29: WB3a … WB4, WB999), and no rule and
/// no dictionary looks across it. So memory is bounded by ``longest`` and not by the text.
package struct TextPieces: Sendable {
  /// The length in bytes that a piece has where the text allows it.
  package static let usual = 64 << 10

  /// The greatest length in bytes.
  ///
  /// A text that goes on so long without a place to cut is cut at
  /// the next end of a character; whoever writes such a text gets a word or two more.
  package static let longest = 16 << 20

  let usual: Int
  let longest: Int

  package init(usual: Int = TextPieces.usual, longest: Int = TextPieces.longest) {
    precondition(usual >= 4 && longest > usual, "a piece holds at least one character")
    self.usual = usual
    self.longest = longest
  }

  /// The end of the piece that begins at `start`; after `start`, at most the text's end.
  ///
  /// - Complexity: linear in the text for all its pieces together.
  package func end(of text: Span<UInt8>, from start: Int) -> Int {
    guard text.count - start > usual else { return text.count }
    var end = start + usual
    while end > start {
      if Self.isBoundary(text, end) { return end }
      end -= 1
    }
    end = start + usual + 1
    let last = min(text.count, start + longest)
    while end < last {
      if Self.isBoundary(text, end) { return end }
      end += 1
    }
    while last < text.count && end > start + 1 && Self.isContinuation(text[end]) { end -= 1 }
    return end
  }

  /// Whether no rule joins the characters on both sides of `index`, which is not the start.
  private static func isBoundary(_ text: Span<UInt8>, _ index: Int) -> Bool {
    switch text[index] {
    case 0x0A: true
    case 0x20: text[index - 1] < 0x80 && text[index - 1] != 0x20
    case 0xE3:
      index + 2 < text.count && text[index + 1] == 0x80
        && (text[index + 2] == 0x81 || text[index + 2] == 0x82)
    default: false
    }
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
