package import QuernAnalysis
package import QuernModel

/// Turns a query text into a ``Query``.
///
/// The language: `word`, `+must`, `-not`, `"a phrase"`, `field:word`, and their combinations
/// `+"a phrase"`, `-field:word`, `field:"a phrase"`. It is forgiving: a quote that is not closed runs
/// to the end, a sign with nothing behind it is nothing.
package struct QueryParser {
  /// Gives the words of a text as a field has them; `nil` stands for all fields but ``ownFields``.
  package typealias Analysis = (String, FieldName?) -> [QueryWord]

  private let fields: Set<FieldName>
  let ownFields: [FieldName]
  let analyze: Analysis
  let isStopWord: (String) -> Bool
  var clauses: [Clause] = []

  /// The places of clauses that are a stop word.
  var stopWords: Set<Int> = []

  /// - Parameters:
  ///   - fields: the fields that the index knows.
  ///   - ownFields: those of them that are analysed in a way of their own.
  ///   - isStopWord: says of a word as it stands in the query whether it is left out. It is asked
  ///     of words that stand alone: not of one in quotes, with a sign or with a field. Where there
  ///     are no other words, they stay.
  ///   - analyze: the analysis that the index was written with.
  package init(
    fields: Set<FieldName>, ownFields: [FieldName] = [],
    isStopWord: @escaping (String) -> Bool = { _ in false }, analyze: @escaping Analysis
  ) {
    self.fields = fields
    self.ownFields = ownFields
    self.isStopWord = isStopWord
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
    return parser.query
  }

  /// The clauses so far, those of stop words left out.
  var query: Query {
    let kept = clauses.indices.filter { !stopWords.contains($0) }
    let query = Query(clauses: kept.map { clauses[$0] })
    return query.canMatch ? query : Query(clauses: clauses)
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
    let words = analyze(item.text, field)
    let wantsPhrase = item.isQuoted || item.occurrence == .mustNot
    let runs = wantsPhrase ? [words[...]] : Self.runs(of: words)
    // A piece of one word is as it stands in the query for other analyses too: `C++` is more than
    // its letter for them.
    if runs.count < 2 { return try append(words[...], of: item, field, item.text) }
    let text = Array(item.text.utf8)
    for run in runs {
      guard let first = run.first, let last = run.last else { continue }
      let part = text[first.range.lowerBound..<last.range.upperBound]
      try append(run, of: item, field, String(decoding: part, as: UTF8.self))
    }
  }

  /// Makes one clause of words that belong together; `text` is their part of the item's.
  private mutating func append(
    _ words: ArraySlice<QueryWord>, of item: QueryItem, _ field: FieldName?, _ text: String
  ) throws(QueryError) {
    var ownContents: [FieldName: Clause.Content] = [:]
    if field == nil {
      for own in ownFields { ownContents[own] = Self.content(of: analyze(text, own)[...]) }
    }
    guard !words.isEmpty || ownContents.values.contains(where: { $0 != .word([]) }) else { return }
    let start = words.first?.range.lowerBound ?? 0
    let end = words.last?.range.upperBound ?? item.text.utf8.count
    guard clauses.count < Query.maximumClauseCount else {
      throw .tooManyClauses(offset: item.offset + start)
    }
    let standsAlone = words.count == 1 && !item.isQuoted && item.field == nil
    if standsAlone, item.occurrence == .should, isStopWord(text) {
      stopWords.insert(clauses.count)
    }
    clauses.append(
      Clause(
        item.occurrence, Self.content(of: words), field: field, ownContents: ownContents,
        range: item.offset + start..<item.offset + end))
  }

  /// One word, or a phrase of several.
  static func content(of words: ArraySlice<QueryWord>) -> Clause.Content {
    guard let first = words.first, words.count > 1 else { return .word(words.first?.terms ?? []) }
    return .phrase(
      words.map {
        PhraseWord($0.terms, offset: UInt32(clamping: $0.position - first.position))
      })
  }

  /// Cuts the words of one piece of text into the clauses that they make.
  ///
  /// Words that touch each other come from a script without spaces: each is a clause of its own.
  /// Words with something between them, as in `state-of-the-art`, belong together.
  private static func runs(of words: [QueryWord]) -> [ArraySlice<QueryWord>] {
    var runs: [ArraySlice<QueryWord>] = []
    var start = 0
    for index in words.indices {
      let touchesBefore = index > 0 && touch(words[index - 1], words[index])
      let touchesAfter = index + 1 < words.count && touch(words[index], words[index + 1])
      guard touchesBefore || touchesAfter else { continue }
      if start < index { runs.append(words[start..<index]) }
      runs.append(words[index...index])
      start = index + 1
    }
    if start < words.count { runs.append(words[start...]) }
    return runs
  }

  private static func touch(_ left: QueryWord, _ right: QueryWord) -> Bool {
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
