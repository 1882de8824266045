/// A text whose first line is its title.
///
/// Blank lines before the title and right after it are left out. A first line of more than 300
/// characters is a paragraph rather than a title: the text keeps it, and the title is its
/// beginning.
struct TitledText {
  /// The longest line that is taken for a title, in characters.
  static let longestTitle = 300

  /// How much of a paragraph becomes a title, in characters.
  static let longestBeginning = 100

  let title: String
  let text: String

  init(_ whole: String) {
    let bytes = whole.utf8
    let start = bytes.firstIndex { !Self.isBlank($0) } ?? bytes.endIndex
    let end = bytes[start...].firstIndex(where: Self.isLineEnd) ?? bytes.endIndex
    let line = Self.trimmed(whole[start..<end])
    guard line.dropFirst(Self.longestTitle).isEmpty else {
      title = Self.beginning(of: line)
      text = String(whole[start...])
      return
    }
    title = String(line)
    text = String(Self.droppingBlankLines(whole[end...]))
  }

  /// The text from its first line on that is not blank; that line keeps its indentation.
  static func droppingBlankLines(_ text: Substring) -> Substring {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isBlank($0) }) else { return "" }
    let lineEnd = bytes[..<first].lastIndex(where: isLineEnd)
    return text[(lineEnd.map { bytes.index(after: $0) } ?? bytes.startIndex)...]
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: Substring) -> Substring {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return text[first...last]
  }

  /// Whole words of a paragraph's beginning; a piece of it where there are no blanks.
  private static func beginning(of line: Substring) -> String {
    let piece = line.prefix(longestBeginning)
    let endsWord = line[piece.endIndex...].first?.isWhitespace ?? true
    guard !endsWord, let blank = piece.lastIndex(where: \.isWhitespace) else {
      return String(trimmed(piece))
    }
    return String(trimmed(piece[..<blank]))
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
