import QuernAnalysis
public import QuernModel

/// The analysis of texts without an index, to see what becomes of them.
public struct TextAnalysis: Sendable {
  /// The names of all analyzers.
  public static var analyzerNames: [String] { Analyzer.names }

  private let analyzer: Analyzer

  /// Finds an analyzer by its name.
  ///
  /// - Throws: ``QuernError/unknownAnalyzer(name:known:)``.
  public init(analyzer name: String) throws(QuernError) { analyzer = try Analyzer.make(name) }

  /// What an index records of this analysis.
  public var identity: AnalysisIdentity { analyzer.identity }

  /// The tokens of a text; ranges are in bytes of its UTF-8.
  public func tokens(of text: String) -> [Token] { analyzer.tokens(of: text) }
}
