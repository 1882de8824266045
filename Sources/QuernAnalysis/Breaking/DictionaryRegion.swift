import CWordClasses

/// How much of a text is handed to ICU at once where a dictionary script begins.
///
/// From the segment in which the script begins to a boundary that is certain without ICU, behind
/// which no character of such a script comes for a while: opening a piece costs ICU about as much as
/// a word, and other scripts are cut faster without it.
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
    var previous = UInt8(QUERN_WORD_DICTIONARY)
    while index < text.count {
      let character = text.character(at: index)
      if Self.isBoundary(before: character.kind, after: previous) {
        let first = end ?? index
        if index - first >= Self.reach || index - start >= pieces.usual { return first }
        let isMalformed = character.length == 1 && text[index] >= 0x80
        if isMalformed { return first }
        end = first
      } else if Self.isDictionary(character.kind) {
        end = nil
      }
      if index - start >= pieces.longest { return end ?? index }
      previous = character.kind
      index += character.length
    }
    return text.count
  }

  /// Whether no rule joins the two classes, whatever stands before.
  private static func isBoundary(before kind: UInt8, after previous: UInt8) -> Bool {
    switch Int(kind) {
    case Int(QUERN_WORD_OTHER), Int(QUERN_WORD_BREAK): true
    case Int(QUERN_WORD_SPACE): previous != kind
    default: false
    }
  }

  private static func isDictionary(_ kind: UInt8) -> Bool {
    Int(kind) == Int(QUERN_WORD_DICTIONARY) || Int(kind) == Int(QUERN_WORD_DICTIONARY_MARK)
  }
}
