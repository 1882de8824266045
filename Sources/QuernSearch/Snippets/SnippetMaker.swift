package import QuernModel

/// Cuts the piece out of a document's text that shows best why the document was found.
package struct SnippetMaker {
  /// How much text is analysed, in bytes: a book must not hold up a result page.
  package static let maximumByteCount = 1 << 20

  private let matcher: TextMatcher
  private let length: Int
  private let analyze: (String) -> [Token]

  /// - Parameters:
  ///   - query: what was looked for.
  ///   - field: the field that the text is from.
  ///   - length: how long a snippet is, in characters, nearly; at least 1.
  ///   - analyze: the analysis that the index was written with.
  package init(
    query: Query, field: FieldName, length: Int, analyze: @escaping (String) -> [Token]
  ) {
    matcher = TextMatcher(query, field: field, budget: MatchBudget())
    self.length = min(max(1, length), Self.maximumByteCount)
    self.analyze = analyze
  }

  /// Makes the snippet of a field's values: the piece with the most of the query's words.
  ///
  /// Where no word matches, it is the beginning of the text; where there is no text, `nil`.
  ///
  /// - Complexity: O(bytes), of at most ``maximumByteCount``, and a ``MatchBudget``.
  package func snippet(of values: [String]) -> Hit.Snippet? {
    var best: (piece: SnippetPiece, text: SnippetText)?
    var rest = Self.maximumByteCount
    var matcher = matcher
    for value in values {
      guard rest > 0 else { break }
      let text = SnippetText(value, maximumByteCount: rest)
      rest -= text.bytes.count
      guard let first = text.firstVisible else { continue }
      let tokens = analyze(text.string)
      let matches = matcher.matches(in: tokens)
      let piece =
        SnippetPiece(best: matches, in: text, length: length)
        ?? SnippetPiece(range: first..<first, matches: [], clauseCount: 0)
      if let (known, _) = best, !piece.isBetter(than: known) { continue }
      best = (piece, text.with(tokens))
    }
    guard let (piece, text) = best else { return nil }
    return text.snippet(around: piece, length: length)
  }
}
