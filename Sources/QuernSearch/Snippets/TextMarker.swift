package import QuernModel

/// Marks in whole texts what a query looks for.
package struct TextMarker {
  private var matcher: TextMatcher
  private let analyze: (String) -> [Token]

  /// - Parameters:
  ///   - query: what of the query the document matches.
  ///   - field: the field that the texts are from.
  ///   - budget: what may be spent on all texts of the field.
  ///   - analyze: the analysis that the field was written with.
  package init(
    query: Query, field: FieldName, budget: MatchBudget = MatchBudget(),
    analyze: @escaping (String) -> [Token]
  ) {
    matcher = TextMatcher(query, field: field, budget: budget)
    self.analyze = analyze
  }

  /// What may still be spent.
  package var budget: MatchBudget { matcher.budget }

  /// The words that match, ascending and disjoint, in bytes of UTF-8.
  ///
  /// - Complexity: O(bytes), and what is left of ``budget``.
  package mutating func marks(in text: String) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    for match in matcher.matches(in: analyze(text)) {
      if match.range.lowerBound >= marks.last?.upperBound ?? 0 { marks.append(match.range) }
    }
    return marks
  }
}
