import QuernModel

/// The words of one query that are left out because they stand in nearly every text.
///
/// Where the index holds one language, its list decides. Of several, the one that the query seems to
/// be written in; where that is unclear, a word has to be in the lists of all: `die` is an article in
/// German and no trifle in English.
public struct QueryStopWords: Sendable {
  private let lists: [StopList]
  private let standard: Analyzer

  /// - Parameters:
  ///   - text: the query.
  ///   - analyzers: what it is analysed with. Where none of them has a stemmer, the query may be in
  ///     any language.
  /// - Throws: ``AnalysisError`` where ICU is not installed whole.
  public init(_ text: String, analyzers: [Analyzer]) throws(AnalysisError) {
    standard = try Analyzer(named: AnalyzerChoice.fallback)
    let held = Set(analyzers.compactMap { $0.stemming?.languageCode })
    let guess = LanguageDetector().guess(text)
    let isClear = guess.map { $0.confidence >= AnalyzerChoice.leastConfidence } ?? false
    if let guess, isClear, held.isEmpty || held.contains(guess.language) {
      lists = [guess.language].compactMap { StopList(language: $0) }
    } else {
      lists = held.sorted().compactMap { StopList(language: $0) }
    }
  }

  /// Whether a word is left out.
  ///
  /// - Parameter word: as it stands in the query.
  public func contains(_ word: String) -> Bool {
    guard !lists.isEmpty, let token = standard.tokens(of: word).first else { return false }
    let folded = String(decoding: token.term, as: UTF8.self)
    return lists.allSatisfy { $0.contains(folded) }
  }
}
