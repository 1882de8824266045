import QuernAnalysis
public import QuernModel

/// The analysis of texts without an index, to see what becomes of them.
public struct TextAnalysis: Sendable {
  /// The names of all analyzers, `auto` among them.
  public static var analyzerNames: [String] { IndexAnalysis.names }

  private let analysis: IndexAnalysis

  /// Finds an analyzer by its name.
  ///
  /// - Throws: ``QuernError/unknownAnalyzer(name:known:)``.
  public init(analyzer name: String) throws(QuernError) {
    analysis = try IndexOptions(analyzer: name).makeAnalysis()
  }

  /// What an index records of this analysis.
  public var identity: AnalysisIdentity { analysis.identity }

  /// The tokens of a text; ranges are in bytes of its UTF-8.
  ///
  /// - Throws: ``QuernError`` where memory is short.
  public func tokens(of text: String) throws(QuernError) -> [Token] {
    try analyzer(for: text).tokens(of: text)
  }

  /// The words of a text and what becomes of each, stage by stage.
  ///
  /// - Throws: ``QuernError`` where memory is short.
  public func analyze(_ text: String) throws(QuernError) -> AnalyzedText {
    let analyzer = try analyzer(for: text)
    return AnalyzedText(
      text: text, analyzer: analyzer.name,
      reason: identity.main.name == IndexAnalysis.automatic
        ? AnalyzerChoice().reason(text: text) : nil,
      stages: analyzer.stages.map(\.name),
      words: try analyzing { () throws(AnalysisError) in try analyzer.traces(of: text) })
  }

  /// The analyzer of a document with this text.
  func analyzer(for text: String) throws(QuernError) -> Analyzer {
    var analysis = analysis
    return try analyzing { () throws(AnalysisError) in
      try analysis.admit(Document(key: DocumentKey(""), fields: [.init(.text, [text])])).main
    }
  }
}
