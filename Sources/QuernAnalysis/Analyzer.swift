public import QuernModel

/// Text → tokens: a word breaker, a folding stage and a stemmer under one name.
///
/// - `english`: Unicode words, case and accents folded, stems by Porter2.
/// - `standard`: the same without stems; for every language.
/// - `whitespace`: what stands between ASCII white space, unchanged; for text that was normalised
///   before.
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

  /// How words are made alike.
  public let folding: Folding

  /// How words are reduced to stems, or `nil` if they are not.
  public let stemming: Stemming?

  private let pool: PipelinePool

  /// The names of all analyzers.
  public static let names = ["english", "standard", "whitespace"]

  /// Makes the analyzer of a name.
  ///
  /// - Throws: ``AnalysisError/unknownAnalyzer(name:known:)``; ``AnalysisError/icu(call:code:)`` or
  ///   ``AnalysisError/stemmer(algorithm:)`` where a library is not installed whole.
  public init(named name: String) throws(AnalysisError) {
    switch name {
    case "english":
      (version, wordBreaking, folding, stemming) = (1, .unicode, .caseAndAccents, .english)
    case "standard":
      (version, wordBreaking, folding, stemming) = (1, .unicode, .caseAndAccents, nil)
    case "whitespace":
      (version, wordBreaking, folding, stemming) = (1, .whiteSpace, .none, nil)
    default:
      throw .unknownAnalyzer(name: name, known: Self.names)
    }
    self.name = name
    pool = try PipelinePool(AnalysisPipeline(wordBreaking, folding, stemming))
  }

  /// What a commit records of this analysis.
  public var identity: AnalysisIdentity {
    AnalysisIdentity(
      analyzer: name, version: version, icu: ICULibrary.version,
      unicode: ICULibrary.unicodeVersion)
  }

  /// The tokens of a text: for queries, snippets, and to see what becomes of it.
  ///
  /// Ranges are in bytes of the text's UTF-8. A word of which nothing is left gives no token, but
  /// takes a position.
  ///
  /// - Complexity: linear in the text. Any number of tasks may call at once.
  public func tokens(of text: String) -> [Token] {
    pool.withPipeline(make: makePipeline) { $0.tokens(of: text) }
  }

  /// A pipeline for one task.
  ///
  /// - Throws: ``AnalysisError``.
  func makePipeline() throws(AnalysisError) -> sending AnalysisPipeline {
    try AnalysisPipeline(wordBreaking, folding, stemming)
  }
}
