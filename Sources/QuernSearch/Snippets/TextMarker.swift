package import QuernModel

/// Marks in whole texts what a query looks for.
package struct TextMarker {
  private let matcher: TextMatcher
  private let analyze: (String) -> [Token]

  /// - Parameters:
  ///   - query: what of the query the document matches.
  ///   - field: the field that the texts are from.
  ///   - analyze: the analysis that the field was written with.
  package init(query: Query, field: FieldName, analyze: @escaping (String) -> [Token]) {
    matcher = TextMatcher(query, field: field)
    self.analyze = analyze
  }

  /// The words that match, ascending and disjoint, in bytes of UTF-8.
  ///
  /// - Complexity: O(bytes).
  package func marks(in text: String) -> [Range<Int>] {
    var matcher = matcher
    var marks: [Range<Int>] = []
    for match in matcher.matches(in: analyze(text)) {
      if match.range.lowerBound >= marks.last?.upperBound ?? 0 { marks.append(match.range) }
    }
    return marks
  }
}
