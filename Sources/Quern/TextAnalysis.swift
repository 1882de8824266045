public import QuernModel

/// The analysis of texts without an index, to see what becomes of them.
public struct TextAnalysis: Sendable {
  /// The names of all analyzers.
  public static var analyzerNames: [String] { fatalError() }

  /// - Throws: ``QuernError/unknownAnalyzer(name:known:)``.
  public init(analyzer: String) throws(QuernError) { fatalError() }

  /// What an index records of this analysis.
  public var identity: AnalysisIdentity { fatalError() }

  /// The tokens of a text; ranges are in bytes of its UTF-8.
  public func tokens(of text: String) -> [Token] { fatalError() }
}
