import QuernModel

/// Finds the words, phrases and patterns of a query in analysed text.
struct TextMatcher {
  /// How many words are compared for phrases in one text: `"a a a …"` in a text of the same word must
  /// not take the square of its length.
  private static let maximumComparisons = 4_000_000

  private var words: [[UInt8]: Int] = [:]
  private var phrases: [(clause: Int, words: [PhraseWord])] = []
  private var proximities: [(clause: Int, finder: ProximityFinder)] = []
  private var patterns: [(clause: Int, finder: PatternFinder)] = []
  private var clauseCount = 0

  /// - Parameter field: the field that the text is from; clauses for other fields do not count.
  init(_ query: Query, field: FieldName) { add(query, field) }

  private mutating func add(_ query: Query, _ field: FieldName) {
    for clause in query.clauses where clause.occurrence != .mustNot {
      if case .group(let inner) = clause.content {
        add(inner, field)
      } else if clause.field ?? field == field {
        add(clause.content(in: field))
        clauseCount += 1
      }
    }
  }

  private mutating func add(_ content: Clause.Content) {
    let number = clauseCount
    switch content {
    case .word(let terms):
      for term in terms where words[term] == nil { words[term] = number }
    case .phrase(let words): phrases.append((number, words))
    case .proximity(let proximity): proximities.append((number, ProximityFinder(proximity)))
    case .pattern(let pattern):
      if let finder = PatternFinder(pattern) { patterns.append((number, finder)) }
    case .all, .values, .group: break
    }
  }

  /// The words that match, by their place in the text.
  ///
  /// - Complexity: O(tokens).
  mutating func matches(in tokens: [Token]) -> [TextMatch] {
    var matches: Set<TextMatch> = []
    for token in tokens {
      if let clause = words[token.term] {
        matches.insert(TextMatch(range: token.range, clause: clause))
      }
      for index in patterns.indices where patterns[index].finder.matches(token.term) {
        matches.insert(TextMatch(range: token.range, clause: patterns[index].clause))
      }
    }
    addPhrases(in: tokens, to: &matches)
    for (clause, finder) in proximities {
      for range in finder.ranges(in: tokens) {
        matches.insert(TextMatch(range: range, clause: clause))
      }
    }
    return matches.sorted {
      ($0.range.lowerBound, $0.clause) < ($1.range.lowerBound, $1.clause)
    }
  }

  private func addPhrases(in tokens: [Token], to matches: inout Set<TextMatch>) {
    var comparisons = 0
    for (clause, phrase) in phrases {
      guard let first = phrase.first else { continue }
      for index in tokens.indices where first.terms.contains(tokens[index].term) {
        guard comparisons < Self.maximumComparisons else { break }
        let found = find(phrase, in: tokens, from: index, &comparisons)
        for range in found ?? [] { matches.insert(TextMatch(range: range, clause: clause)) }
      }
    }
  }

  /// The words of a phrase that begins with a token; `nil` where they do not follow.
  private func find(
    _ phrase: [PhraseWord], in tokens: [Token], from start: Int, _ comparisons: inout Int
  ) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    var index = start
    for word in phrase {
      let position = tokens[start].position + Int(word.offset)
      while index < tokens.count, tokens[index].position < position {
        index += 1
        comparisons += 1
      }
      comparisons += 1
      guard index < tokens.count, tokens[index].position == position,
        word.terms.contains(tokens[index].term)
      else { return nil }
      ranges.append(tokens[index].range)
    }
    return ranges
  }
}
