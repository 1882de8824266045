import CWordClasses

/// How much of a text is handed to ICU at once where a dictionary script begins.
///
/// From the segment in which the script begins to a boundary that is certain without ICU, behind
/// which no character of such a script comes for a while: opening a piece costs ICU about as much as
/// a word, and other scripts are cut faster without it. ICU is so slow at these scripts that the
/// search for the end must be fast to keep its speed; so it looks at bytes, not at characters.
struct DictionaryRegion {
  /// The number of bytes without a dictionary script after which ICU is left.
  private static let reach = 64

  private let pieces: TextPieces

  init(pieces: TextPieces) { self.pieces = pieces }

  /// The end of the region that begins at `start` and has a dictionary character at `index`.
  ///
  /// - Complexity: linear in the region, but for the text of about a piece that is looked at for
  ///   the first boundary in it.
  func end(of text: WordText, from start: Int, index: Int) -> Int {
    var index = index
    var end: Int?
    while index < text.count {
      let byte = text[index]
      let isSpecial = byte < 0x80 || byte >= 0xE0
      if isSpecial, Self.isBoundary(text, index) {
        let first = end ?? index
        if index - first >= Self.reach || index - start >= pieces.usual { return first }
        end = first
      } else if isSpecial, Self.looksLikeDictionary(text, index) {
        end = nil
        index = leap(text, from: index, limit: start + pieces.usual) + 2
      }
      index += 1
      if index - start >= pieces.longest { return end ?? Self.characterStart(text, index) }
    }
    return text.count
  }

  /// The last of the dictionary characters that follow each other at half the reach: all between
  /// them belongs to the region, whatever it is.
  @inline(__always)
  private func leap(_ text: WordText, from index: Int, limit: Int) -> Int {
    let limit = min(limit, text.count)
    var index = index
    while index + Self.reach / 2 < limit {
      let next = Self.characterStart(text, index + Self.reach / 2)
      guard Self.looksLikeDictionary(text, next) else { break }
      index = next
    }
    return index
  }

  /// The end of the part of a region that is well-formed, if it is not all of it.
  func wellFormedEnd(of text: WordText, in region: Range<Int>) -> Int {
    var index = region.lowerBound
    while index < region.upperBound {
      let length = text.character(at: index).length
      if length == 1 && text[index] >= 0x80 { return index }
      index += length
    }
    return region.upperBound
  }

  /// Whether a character begins at `index` that no rule joins to what stands before.
  @inline(__always)
  private static func isBoundary(_ text: WordText, _ index: Int) -> Bool {
    switch Int(text.kind(at: index)) {
    case Int(QUERN_WORD_OTHER), Int(QUERN_WORD_BREAK): true
    case Int(QUERN_WORD_SPACE): index > 0 && !endsInSpace(text, index)
    case Int(WordClasses.nonASCII):
      // An ideographic comma or full stop.
      text[index] == 0xE3 && index + 2 < text.count && text[index + 1] == 0x80
        && (text[index + 2] == 0x81 || text[index + 2] == 0x82)
    default: false
    }
  }

  /// Whether a blank or another space that joins blanks ends at `index`; now and then also where
  /// none does.
  private static func endsInSpace(_ text: WordText, _ index: Int) -> Bool {
    guard text[index - 1] >= 0x80 else { return text[index - 1] == 0x20 }
    guard index >= 3 else { return true }
    return switch text[index - 3] {
    case 0xE1: text[index - 2] == 0x9A
    case 0xE2: true
    case 0xE3: text[index - 2] == 0x80
    default: false
    }
  }

  /// Whether the bytes at `index` are those of a frequent dictionary script.
  ///
  /// A guess is enough: what is overlooked begins another region.
  @inline(__always)
  private static func looksLikeDictionary(_ text: WordText, _ index: Int) -> Bool {
    guard index + 2 < text.count else { return false }
    let second = text[index + 1]
    return switch text[index] {
    case 0xE4...0xE9: true
    case 0xE3: second > 0x80
    case 0xE0: second >= 0xB8 && second <= 0xBB
    case 0xE1: second <= 0x82 || second == 0x9E || second == 0x9F
    case 0xEF: second == 0xBD || second == 0xBE
    case 0xF0: second >= 0xA0
    default: false
    }
  }

  /// Where the character begins of which the byte at `index` is a part; well-formed text given, and
  /// not more than three bytes before `index` in any.
  private static func characterStart(_ text: WordText, _ index: Int) -> Int {
    var start = min(index, text.count)
    while start < text.count && index - start < 3 && text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
