import QuernAnalysis
import QuernModel

extension QueryBuilder {
  // MARK: Bare words

  /// Makes the clauses of what stands between blanks.
  func append(_ text: String, _ context: Context, to list: inout ClauseList) {
    let words = analyze(text, context.field)
    if words.count < 2 { return append(words[...], text, context, to: &list) }
    let runs = context.occurrence == .mustNot ? [words[...]] : Self.runs(of: words)
    // A piece of one word is as it stands in the query for other analyses too: `C++` is more than
    // its letter for them.
    if runs.count < 2 { return append(words[...], text, context, to: &list) }
    let bytes = Array(text.utf8)
    for run in runs {
      guard let first = run.first, let last = run.last else { continue }
      let part = bytes[first.range.lowerBound..<last.range.upperBound]
      append(run, String(decoding: part, as: UTF8.self), context, to: &list)
    }
  }

  /// Makes one clause of words that belong together; `text` is their part of the item's.
  private func append(
    _ words: ArraySlice<QueryWord>, _ text: String, _ context: Context, to list: inout ClauseList
  ) {
    guard let clause = clause(of: words, text, context) else { return }
    if words.count == 1, context.field == nil, context.occurrence == .should,
      isStopWord?(text) == true
    {
      list.stopWords.append(list.clauses.count)
    }
    list.clauses.append(clause)
  }

  private func clause(
    of words: ArraySlice<QueryWord>, _ text: String, _ context: Context, slop: Int = 0
  ) -> Clause? {
    var ownContents: [FieldName: Clause.Content] = [:]
    if context.field == nil {
      for own in ownFields {
        ownContents[own] = Self.content(of: analyze(text, own)[...], slop: slop)
      }
    }
    guard !words.isEmpty || ownContents.values.contains(where: { $0 != .word([]) }) else {
      return nil
    }
    let start = words.first?.range.lowerBound ?? 0
    let end = words.last?.range.upperBound ?? text.utf8.count
    let offset = context.place.lowerBound
    return Clause(
      context.occurrence, Self.content(of: words, slop: slop), field: context.field,
      ownContents: ownContents, boost: context.boost, range: offset + start..<offset + end)
  }

  /// One word, or a phrase of several.
  private static func content(
    of words: ArraySlice<QueryWord>, slop: Int = 0
  ) -> Clause.Content {
    guard let first = words.first, words.count > 1 else { return .word(words.first?.terms ?? []) }
    let phrase = words.map {
      PhraseWord($0.terms, offset: UInt32(clamping: $0.position - first.position))
    }
    return slop > 0 ? .proximity(.sloppy(phrase, slop: slop)) : .phrase(phrase)
  }

  /// Cuts the words of one piece of text into the clauses that they make.
  ///
  /// Words that touch each other come from a script without spaces: each is a clause of its own.
  /// Words with something between them, as in `state-of-the-art`, belong together.
  private static func runs(of words: [QueryWord]) -> [ArraySlice<QueryWord>] {
    if words.count < 2 { return [words[...]] }
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

  /// A query of words between blanks, some with a sign before them, and nothing else.
  func signedWords(of text: String) throws(QueryError) -> Query {
    var list = ClauseList()
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      var context = Context(occurrence: .should, field: nil, boost: 1, depth: 0, place: 0..<0)
      switch bytes[place] {
      case 0x20:
        place += 1
        continue
      case 0x2B: context.occurrence = .must
      case 0x2D: context.occurrence = .mustNot
      default: break
      }
      let start = context.occurrence == .should ? place : place + 1
      place = start
      while place < bytes.count, bytes[place] != 0x20 { place += 1 }
      context.place = start..<place
      append(String(decoding: bytes[context.place], as: UTF8.self), context, to: &list)
      guard list.clauses.count <= Query.maximumClauseCount else {
        throw .tooManyClauses(offset: list.clauses[list.clauses.count - 1].range.lowerBound)
      }
    }
    return list.query
  }

  /// A query of all words of a text, one by one.
  func words(of text: String) throws(QueryError) -> Query {
    var list = ClauseList()
    let words = analyze(text, nil)
    if words.count > 1 { list.clauses.reserveCapacity(words.count) }
    let needsSurface = !ownFields.isEmpty || isStopWord != nil
    // A query of one word is as it stands in the text.
    let isWhole = words.count == 1 && words[0].range.count == text.utf8.count
    let bytes = isWhole || !needsSurface ? [] : Array(text.utf8)
    for word in words {
      guard list.clauses.count < Query.maximumClauseCount else {
        throw .tooManyClauses(offset: word.range.lowerBound)
      }
      var ownContents: [FieldName: Clause.Content] = [:]
      if needsSurface {
        let surface = isWhole ? text : String(decoding: bytes[word.range], as: UTF8.self)
        for own in ownFields { ownContents[own] = Self.content(of: analyze(surface, own)[...]) }
        if isStopWord?(surface) == true { list.stopWords.append(list.clauses.count) }
      }
      list.clauses.appendTightly(
        Clause(.should, .word(word.terms), ownContents: ownContents, range: word.range))
    }
    return list.query
  }

  // MARK: Phrases

  func phrase(_ text: String, _ slop: Int, _ context: Context) -> Clause? {
    let slop = min(max(slop, 0), QueryExpression.maximumSlop)
    return clause(of: analyze(text, context.field)[...], text, context, slop: slop)
  }

  func near(_ words: [String], _ gaps: Int, _ ordered: Bool, _ context: Context) -> Clause? {
    let gaps = min(max(gaps, 0), QueryExpression.maximumSlop)
    func content(_ field: FieldName?) -> Clause.Content {
      let found = words.flatMap { analyze($0, field) }.map(\.terms)
      guard found.count > 1 else { return .word(found.first ?? []) }
      return .proximity(.window(found, gaps: gaps, ordered: ordered))
    }
    var ownContents: [FieldName: Clause.Content] = [:]
    if context.field == nil { for own in ownFields { ownContents[own] = content(own) } }
    let main = content(context.field)
    guard main != .word([]) || ownContents.values.contains(where: { $0 != .word([]) }) else {
      return nil
    }
    return Clause(
      context.occurrence, main, field: context.field, ownContents: ownContents,
      boost: context.boost, range: context.place)
  }
}
