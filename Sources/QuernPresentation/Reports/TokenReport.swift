package import QuernModel

/// What analysis makes of a text.
package struct TokenReport: Sendable, Hashable {
  package var text: String
  package var tokens: [Token]

  package init(text: String, tokens: [Token]) {
    self.text = text
    self.tokens = tokens
  }

  /// A table: position, bytes, the word as it stands, the term.
  package var table: String {
    var table = Table()
    table.rightAligned = [0]
    table.add("position", "bytes", "word", "term")
    for token in tokens {
      table.add(
        String(token.position), "\(token.range.lowerBound)–\(token.range.upperBound)",
        word(token), token.termText)
    }
    return table.text
  }

  /// `{"term":…,"start":…,"end":…,"position":…}` for each token.
  package var records: [JSONValue] {
    tokens.map { token in
      .object([
        .init("term", .string(token.termText)),
        .init("start", .integer(token.range.lowerBound)),
        .init("end", .integer(token.range.upperBound)),
        .init("position", .integer(token.position)),
      ])
    }
  }

  private func word(_ token: Token) -> String {
    let bytes = text.utf8
    let range = token.range.clamped(to: 0..<bytes.count)
    return String(decoding: bytes.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }
}
