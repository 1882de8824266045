public import QuernModel

/// Text → tokens: a word breaker and the stages that make a term of a word, under one name.
///
/// - `standard`: Unicode words, case and accents folded, no stems; for every language.
/// - `bigram`: as `standard`, but pairs of characters in Chinese, Japanese and Korean.
/// - `exact`: Unicode words in NFC, case and marks kept.
/// - `whitespace`: what stands between ASCII white space, unchanged; for text that was normalised
///   before.
/// - `english`, `german`, … one for each ``Stemming``: as `standard`, with stems.
///
/// A value to share freely between tasks. Texts are indexed through an ``AnalysisSession``; queries
/// and snippets use ``tokens(of:)``, which gives the same terms at the same positions.
///
/// A term has at most 1,024 bytes: a longer one is cut at the end of a character, and the word
/// stays one token. Of a word above 4,096 bytes only those that fit into 4,096 are looked at.
public struct Analyzer: Sendable {
  /// The name.
  public let name: String

  /// The version of the rules; it rises when the same text gives other terms.
  public let version: UInt32

  /// How a text is cut into words.
  public let wordBreaking: WordBreaking

  /// What is done to each word, in this order.
  public let stages: [TermStage]

  private let pool: PipelinePool

  /// Whether letters and digits of ASCII between blanks are a word that is its own term, but for capitals
  /// where those are folded.
  private let keepsPlainWords: Bool
  private let foldsPlainWords: Bool

  /// The names of all analyzers, in alphabetical order.
  public static var names: [String] { AnalyzerRecipe.names }

  /// Makes the analyzer of a name.
  ///
  /// - Throws: ``AnalysisError/unknownAnalyzer(name:known:)``; ``AnalysisError/icu(call:code:)`` or
  ///   ``AnalysisError/stemmer(algorithm:)`` where a library is not installed whole.
  public init(named name: String) throws(AnalysisError) {
    guard let recipe = AnalyzerRecipe(named: name) else {
      throw .unknownAnalyzer(name: name, known: Self.names)
    }
    try self.init(
      name: name, version: recipe.version, wordBreaking: recipe.wordBreaking,
      stages: recipe.stages)
  }

  /// Makes an analyzer of parts.
  ///
  /// The name and the version are what an index would record; ``init(named:)`` does not know them.
  ///
  /// - Throws: ``AnalysisError/icu(call:code:)`` or ``AnalysisError/stemmer(algorithm:)`` where a
  ///   library is not installed whole.
  public init(
    name: String, version: UInt32, wordBreaking: WordBreaking, stages: [TermStage]
  ) throws(AnalysisError) {
    self.name = name
    self.version = version
    self.wordBreaking = wordBreaking
    self.stages = stages
    try wordBreaking.check()
    foldsPlainWords = stages.contains(.caseFolded)
    keepsPlainWords = stages.allSatisfy {
      switch $0 {
      case .composed, .caseFolded, .apostrophesFolded, .lettersFolded: true
      case .turkishCaseFolded, .cliticsDropped, .romanianCedillas, .stemmed: false
      }
    }
    pool = try PipelinePool(wordBreaking, stages)
  }

  /// How words are reduced to stems, or `nil` if they are not.
  public var stemming: Stemming? {
    for stage in stages {
      if case .stemmed(let stemming) = stage { return stemming }
    }
    return nil
  }

  /// The tokens of a text: for queries, snippets, and to see what becomes of it.
  ///
  /// Ranges are in bytes of the text's UTF-8. A word of which nothing is left gives no token, but
  /// takes a position.
  ///
  /// - Complexity: linear in the text. Any number of tasks may call at once.
  public func tokens(of text: String) -> [Token] {
    pool.withPipeline { $0.tokens(of: text) }
  }

  /// The tokens of a text as words of a query.
  func queryWords(of text: String) -> [QueryWord] {
    pool.withPipeline { $0.queryWords(of: text) }
  }

  /// The words of a text, as ranges of its bytes.
  func words(of text: String) -> [Range<Int>] { pool.withPipeline { $0.words(of: text) } }

  /// The term of each of some words of a text; empty where nothing is left of it.
  func terms(of words: [Range<Int>], in text: String) -> [[UInt8]] {
    pool.withPipeline { $0.terms(of: words, in: text) }
  }

  /// The terms of a query of letters and digits of ASCII between blanks, perhaps with a `+` or `-` before them,
  /// where those are their own terms.
  ///
  /// - Returns: `nil` where the stages may make other terms of them, and of other queries: those with two
  ///   capitals one after another, which may be an operator, are such.
  package func unchangedTerms(of text: String) -> PlainTerms? {
    keepsPlainWords ? PlainTerms(ofASCII: text, folds: foldsPlainWords) : nil
  }

  /// The terms of a query of words.
  ///
  /// - Parameter hasSigns: whether a word may have a `+` or `-` before it.
  /// - Returns: `nil` where what follows a sign, or stands beside such, is more than one word, or words are
  ///   too many.
  package func analyzedTerms(of text: String, hasSigns: Bool) -> PlainTerms? {
    pool.withPipeline { $0.plainTerms(of: text, hasSigns: hasSigns) }
  }

  /// The words of a text and what each of the ``stages`` makes of them.
  ///
  /// - Complexity: linear in the text; every word is analysed anew.
  /// - Throws: ``AnalysisError`` where memory is short.
  public func traces(of text: String) throws(AnalysisError) -> [WordTrace] {
    let maker = try TermMaker(stages: stages)
    var term: [UInt8] = []
    return words(of: text).enumerated().map { position, range in
      var forms: [String] = []
      maker.make(&term, of: text.utf8Span.span.extracting(range)) {
        forms.append(String(decoding: $0, as: UTF8.self))
      }
      return WordTrace(
        range: range, position: position, forms: forms,
        term: term.isEmpty ? nil : String(decoding: term, as: UTF8.self))
    }
  }
}
