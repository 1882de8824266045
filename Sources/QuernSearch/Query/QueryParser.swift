package import QuernModel

/// Turns a query text into a ``Query``.
///
/// The language: `word`, `+must`, `-not`, `"a phrase"`, `field:word`, and their combinations
/// `+"a phrase"`, `-field:word`, `field:"a phrase"`. It is forgiving: a quote that is not closed runs
/// to the end, a sign with nothing behind it is nothing.
package struct QueryParser {
  private let fields: Set<FieldName>
  private let analyze: (String) -> [Token]
  private var clauses: [Clause] = []

  /// - Parameters:
  ///   - fields: the fields that the index knows.
  ///   - analyze: the analysis that the index was written with.
  package init(fields: Set<FieldName>, analyze: @escaping (String) -> [Token]) {
    self.fields = fields
    self.analyze = analyze
  }

  /// Reads a query text.
  ///
  /// - Throws: ``QueryError``.
  /// - Complexity: O(bytes), and one analysis of each piece.
  package func parse(_ text: String) throws(QueryError) -> Query {
    guard text.utf8.count <= Query.maximumByteCount else {
      throw .tooLong(byteCount: text.utf8.count)
    }
    var parser = self
    var lexer = QueryLexer(text)
    while let item = lexer.next(isField: { fields.contains($0) }) {
      try parser.add(item)
    }
    return Query(clauses: parser.clauses)
  }

  private mutating func add(_ item: QueryItem) throws(QueryError) {
    var field: FieldName?
    if let name = item.field {
      guard fields.contains(name) else {
        throw .unknownField(
          name: name.rawValue, nearest: nearestField(to: name), offset: item.fieldOffset)
      }
      field = name
    }
    let tokens = analyze(item.text)
    let wantsPhrase = item.isQuoted || item.occurrence == .mustNot
    let runs = wantsPhrase ? [tokens[...]] : Self.runs(of: tokens)
    for run in runs {
      try append(run, of: item, field: field)
    }
  }

  /// Makes one clause of tokens that belong together.
  private mutating func append(
    _ tokens: ArraySlice<Token>, of item: QueryItem, field: FieldName?
  ) throws(QueryError) {
    guard let first = tokens.first, let last = tokens.last else { return }
    let range = item.offset + first.range.lowerBound..<item.offset + last.range.upperBound
    let content: Clause.Content
    if tokens.count == 1 {
      content = .word([first.term])
    } else {
      content = .phrase(
        tokens.map {
          PhraseWord($0.term, offset: UInt32(clamping: $0.position - first.position))
        })
    }
    guard clauses.count < Query.maximumClauseCount else {
      throw .tooManyClauses(offset: range.lowerBound)
    }
    clauses.append(Clause(item.occurrence, content, field: field, range: range))
  }

  /// Cuts the tokens of one piece of text into the clauses that they make.
  ///
  /// Tokens that touch each other come from a script without spaces: each is a word of its own.
  /// Tokens with something between them, as in `state-of-the-art`, belong together.
  private static func runs(of tokens: [Token]) -> [ArraySlice<Token>] {
    var runs: [ArraySlice<Token>] = []
    var start = 0
    for index in tokens.indices {
      let touchesBefore = index > 0 && touch(tokens[index - 1], tokens[index])
      let touchesAfter = index + 1 < tokens.count && touch(tokens[index], tokens[index + 1])
      guard touchesBefore || touchesAfter else { continue }
      if start < index { runs.append(tokens[start..<index]) }
      runs.append(tokens[index...index])
      start = index + 1
    }
    if start < tokens.count { runs.append(tokens[start...]) }
    return runs
  }

  private static func touch(_ left: Token, _ right: Token) -> Bool {
    left.range.upperBound >= right.range.lowerBound
  }

  /// The known field whose name is nearest, within two edits and half the name; then by name.
  private func nearestField(to name: FieldName) -> FieldName? {
    let bytes = Array(name.rawValue.lowercased().utf8)
    var limit = min(2, bytes.count / 2)
    var best: FieldName?
    for field in fields.sorted() where limit >= 0 {
      let other = Array(field.rawValue.lowercased().utf8)
      guard let distance = editDistance(bytes, other, limit: limit) else { continue }
      best = field
      limit = distance - 1
    }
    return best
  }
}
