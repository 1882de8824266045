package import QuernAnalysis

/// Reads queries that are nothing but words, some with a `+` or `-` before them, without making clauses
/// of them.
package enum PlainReader {
  /// 512: longer queries have so many words that reading them is little of the whole.
  private static let longestText = 512

  /// The terms of a query; `nil` where it is something else, or long.
  package static func read(_ text: String, _ analyzer: Analyzer) -> PlainTerms? {
    guard text.utf8.count <= longestText else { return nil }
    // Most queries are read at once.
    if let terms = analyzer.unchangedTerms(of: text) { return terms }
    switch QueryText.simplicity(of: text) {
    case .words: return analyzer.analyzedTerms(of: text, hasSigns: false)
    case .signedWords: return analyzer.analyzedTerms(of: text, hasSigns: true)
    case .other: return nil
    }
  }
}
