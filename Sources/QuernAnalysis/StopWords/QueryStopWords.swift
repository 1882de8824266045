import QuernModel
import Synchronization

/// The words of one query that are left out because they stand in nearly every text.
///
/// Where the index holds one language, its list decides. Of several, the one that the query seems to
/// be written in; where that is unclear, a word has to be in the lists of all: `die` is an article in
/// German and no trifle in English.
public struct QueryStopWords: Sendable {
  /// The language of the query, guessed where a word needs it.
  private let language: QueryLanguage

  /// The languages that the index holds and that have a list; without any, the query may be in each.
  ///
  /// The lists are made where a word needs them: of many languages they take milliseconds.
  private let languages: [String]

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
    language = QueryLanguage(text)
    languages = Set(analyzers.compactMap { $0.stemming?.languageCode })
      .filter(StopList.languages.contains).sorted()
  }

  /// Those of another query to the same index.
  public init(_ text: String, like other: QueryStopWords) {
    language = QueryLanguage(text)
    languages = other.languages
  }

  private static func list(_ language: String, has word: String) -> Bool {
    known.withLock { known in
      if let list = known[language] { return list.contains(word) }
      let list = StopList(language: language)
      known[language] = list
      return list?.contains(word) ?? false
    }
  }

  /// Whether a word is left out.
  ///
  /// - Parameter word: as it stands in the query.
  public func contains(_ word: String) -> Bool {
    guard let folded = Self.folded(word), StopWordFilter.all.mayContain(folded) else {
      return false
    }
    if languages.isEmpty { return language.code.map { Self.list($0, has: folded) } ?? false }
    let count = languages.count { Self.list($0, has: folded) }
    if count == 0 || count == languages.count { return count > 0 }
    // The lists differ: that of the query's language counts, if it is one of theirs.
    guard let code = language.code, languages.contains(code) else { return false }
    return Self.list(code, has: folded)
  }

  /// What `standard` makes of a word; `nil` where nothing is left, or it has digits, as no stop word has.
  private static func folded(_ word: String) -> String? {
    // Most words of queries are in small letters already.
    if !word.isEmpty, word.utf8.allSatisfy({ $0 &- 0x61 < 26 }) { return word }
    var folded: [UInt8] = []
    folded.reserveCapacity(word.utf8.count)
    var hasDigits = false
    for byte in word.utf8 {
      switch byte {
      // Letters of ASCII are one word, and only lose their case.
      case 0x41...0x5A, 0x61...0x7A: folded.append(byte | 0x20)
      case 0x30...0x39: hasDigits = true
      default: return foldedByAnalysis(word)
      }
    }
    return hasDigits || folded.isEmpty ? nil : String(decoding: folded, as: UTF8.self)
  }

  private static func foldedByAnalysis(_ word: String) -> String? {
    guard case .success(let standard) = standard, let token = standard.tokens(of: word).first
    else { return nil }
    return String(decoding: token.term, as: UTF8.self)
  }
}
