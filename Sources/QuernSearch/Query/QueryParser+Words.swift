import QuernAnalysis
import QuernModel

extension QueryParser {
  /// Reads a text of which every word is looked for: no sign, quote or colon means anything.
  ///
  /// - Throws: ``QueryError``.
  /// - Complexity: O(bytes), and one analysis of each piece.
  package func words(of text: String) throws(QueryError) -> Query {
    guard text.utf8.count <= Query.maximumByteCount else {
      throw .tooLong(byteCount: text.utf8.count)
    }
    var parser = self
    let bytes = Array(text.utf8)
    for word in analyze(text, nil) {
      try parser.append(word, String(decoding: bytes[word.range], as: UTF8.self))
    }
    return parser.query
  }

  /// Makes a clause of one word; `surface` is how the text has it.
  private mutating func append(_ word: QueryWord, _ surface: String) throws(QueryError) {
    guard clauses.count < Query.maximumClauseCount else {
      throw .tooManyClauses(offset: word.range.lowerBound)
    }
    var ownContents: [FieldName: Clause.Content] = [:]
    for own in ownFields { ownContents[own] = Self.content(of: analyze(surface, own)[...]) }
    if isStopWord(surface) { stopWords.insert(clauses.count) }
    clauses.append(
      Clause(.should, .word(word.terms), ownContents: ownContents, range: word.range))
  }
}
