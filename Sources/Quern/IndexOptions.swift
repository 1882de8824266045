import QuernAnalysis
public import QuernModel

/// How a new index is made.
///
/// An index that exists keeps what it was made with.
public struct IndexOptions: Sendable, Hashable {
  /// The name of the analyzer of all fields that have none of their own, one of
  /// ``TextAnalysis/analyzerNames``.
  ///
  /// `auto` gives each document the analyzer of its language.
  public var analyzer: String

  /// The names of the analyzers of fields that have one of their own, such as `exact` for names.
  public var fieldAnalyzers: [FieldName: String]

  /// How many bytes of memory making the index takes; nearly kept, from 64 MiB on.
  ///
  /// Tokens wait in memory until they are written as a segment, and more memory makes fewer and
  /// larger ones. What an article takes, what the index holds already, and mapped files are not
  /// counted. ``IndexWriter/memoryByteCount`` is the same for an index that exists.
  public var memoryByteCount: Int

  /// Whether two very frequent words that stand side by side get a list of their own, so that phrases
  /// of such words cost no more than others.
  ///
  /// Costs some bytes of disk; ``IndexStatistics/bytes`` says how many.
  public var pairs: Bool

  /// Makes options; the memory is 1 GiB unless told otherwise.
  public init(
    analyzer: String = "auto", fieldAnalyzers: [FieldName: String] = [:],
    memoryByteCount: Int = 1 << 30, pairs: Bool = true
  ) {
    self.pairs = pairs
    self.analyzer = analyzer
    self.fieldAnalyzers = fieldAnalyzers
    self.memoryByteCount = memoryByteCount
  }

  func makeAnalysis(_ own: [Analyzer] = []) throws(QuernError) -> IndexAnalysis {
    try analyzing { () throws(AnalysisError) in
      try IndexAnalysis(main: analyzer, fields: fieldAnalyzers, own: own)
    }
  }
}
