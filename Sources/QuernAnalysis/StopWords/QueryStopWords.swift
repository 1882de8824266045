import QuernModel
import Synchronization

/// The words of one query that are left out because they stand in nearly every text.
///
/// Where the index holds one language, its list decides. Of several, the one that the query seems to
/// be written in; where that is unclear, a word has to be in the lists of all: `die` is an article in
/// German and no trifle in English.
public struct QueryStopWords: Sendable {
  /// The query; its language is guessed where a word needs it.
  private let text: String

  /// Those of the languages that the index holds, or that of the query where it holds none.
  private let lists: [StopList]

  /// Opened once: every query asks.
  private static let standard = Result { () throws(AnalysisError) in
    try Analyzer(named: AnalyzerChoice.fallback)
  }

  /// The lists that were asked for, each made once.
  private static let known = Mutex<[String: StopList]>([:])

  /// - Parameters:
  ///   - text: the query.
  ///   - analyzers: what it is analysed with. Where none of them has a stemmer, the query may be in
  ///     any language.
  /// - Throws: ``AnalysisError`` where ICU is not installed whole.
  public init(_ text: String, analyzers: [Analyzer]) throws(AnalysisError) {
    _ = try Self.standard.get()
    self.text = text
    let held = Set(analyzers.compactMap { $0.stemming?.languageCode })
    let languages = held.isEmpty ? Self.clearLanguage(of: text).map { [$0] } ?? [] : held.sorted()
    lists = languages.compactMap(Self.list)
  }

  /// The language that a query is written in without much doubt.
  private static func clearLanguage(of text: String) -> String? {
    guard let guess = LanguageDetector().guess(text),
      guess.confidence >= AnalyzerChoice.leastConfidence
    else { return nil }
    return guess.language
  }

  private static func list(_ language: String) -> StopList? {
    known.withLock { known in
      if let list = known[language] { return list }
      let list = StopList(language: language)
      known[language] = list
      return list
    }
  }

  /// Whether a word is left out.
  ///
  /// - Parameter word: as it stands in the query.
  public func contains(_ word: String) -> Bool {
    guard !lists.isEmpty, let folded = Self.folded(word) else { return false }
    let count = lists.count { $0.contains(folded) }
    if count == 0 || count == lists.count { return count > 0 }
    // The lists differ: that of the query's language counts, if it is one of theirs.
    guard let language = Self.clearLanguage(of: text),
      let list = lists.first(where: { $0.language == language })
    else { return false }
    return list.contains(folded)
  }

  /// What `standard` makes of a word.
  private static func folded(_ word: String) -> String? {
    // Letters of ASCII are one word, and only lose their case.
    if word.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) {
      return String(decoding: word.utf8.map { $0 | 0x20 }, as: UTF8.self)
    }
    guard case .success(let standard) = standard, let token = standard.tokens(of: word).first
    else { return nil }
    return String(decoding: token.term, as: UTF8.self)
  }
}
