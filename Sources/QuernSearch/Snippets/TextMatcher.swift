import QuernModel

/// Finds the words and phrases of a query in analysed text.
struct TextMatcher {
  /// How many words are compared for phrases in one text: `"a a a …"` in a text of the same word must
  /// not take the square of its length.
  private static let maximumComparisons = 4_000_000

  private var words: [[UInt8]: Int] = [:]
  private var phrases: [(clause: Int, words: [PhraseWord])] = []

  /// - Parameter field: the field that the text is from; clauses for other fields do not count.
  init(_ query: Query, field: FieldName) {
    for (number, clause) in query.clauses.enumerated() {
      guard clause.occurrence != .mustNot, clause.field ?? field == field else { continue }
      switch clause.content(in: field) {
      case .word(let terms):
        for term in terms where words[term] == nil { words[term] = number }
      case .phrase(let words):
        phrases.append((number, words))
      }
    }
  }

  /// The words that match, by their place in the text.
  ///
  /// - Complexity: O(tokens).
  func matches(in tokens: [Token]) -> [TextMatch] {
    var matches: Set<TextMatch> = []
    for token in tokens {
      if let clause = words[token.term] {
        matches.insert(TextMatch(range: token.range, clause: clause))
      }
    }
    var comparisons = 0
    for (clause, phrase) in phrases {
      guard let first = phrase.first else { continue }
      for index in tokens.indices where first.terms.contains(tokens[index].term) {
        guard comparisons < Self.maximumComparisons else { break }
        let found = find(phrase, in: tokens, from: index, &comparisons)
        for range in found ?? [] { matches.insert(TextMatch(range: range, clause: clause)) }
      }
    }
    return matches.sorted {
      ($0.range.lowerBound, $0.clause) < ($1.range.lowerBound, $1.clause)
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
