/// Cuts the text of a wildcard into its pieces.
enum WildcardText {
  enum Piece: Hashable {
    case literal(String)
    case anyCharacter
    case anything
  }

  /// The words of a wildcard: those signs of ASCII part them that part the words of a text, too.
  static func parts(of text: String) -> [[Piece]] {
    var parts: [[Piece]] = []
    var part: [Piece] = []
    var literal: [UInt8] = []
    func endLiteral() {
      if !literal.isEmpty { part.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal.removeAll()
    }
    func endPart() {
      endLiteral()
      if part.contains(where: { $0 != .anything && $0 != .anyCharacter }) { parts.append(part) }
      part.removeAll()
    }
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      index += 1
      if byte == 0x2A || byte == 0x3F {
        endLiteral()
        let piece = byte == 0x2A ? Piece.anything : .anyCharacter
        if part.last != .anything || piece != .anything { part.append(piece) }
        continue
      }
      if byte == 0x5C, QueryText.escapes(bytes[(index - 1)...], at: index - 1) {
        byte = bytes[index]
        index += 1
      }
      if isPartOfWord(byte) { literal.append(byte) } else { endPart() }
    }
    endPart()
    return parts
  }

  /// Letters and digits, what may join them, and everything beyond ASCII.
  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == 0x27
      || byte == 0x2E || byte == 0x5F
  }

  static func plainText(of part: [Piece]) -> String {
    part.reduce(into: "") { text, piece in
      if case .literal(let literal) = piece { text += literal }
    }
  }

  static func description(of part: [Piece]) -> String {
    part.reduce(into: "") { text, piece in
      switch piece {
      case .literal(let literal): text += literal
      case .anyCharacter: text += "?"
      case .anything: text += "*"
      }
    }
  }
}
