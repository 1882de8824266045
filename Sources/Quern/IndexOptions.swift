/// How a new index is made.
///
/// An index that exists keeps what it was made with.
public struct IndexOptions: Sendable, Hashable {
  /// The name of the analyzer, one of ``TextAnalysis/analyzerNames``.
  public var analyzer: String

  /// How many bytes of tokens wait in memory before they are written as a segment; nearly kept.
  public var memoryByteCount: Int

  /// Makes options; the memory is 1 GiB unless told otherwise.
  public init(analyzer: String = "english", memoryByteCount: Int = 1 << 30) {
    self.analyzer = analyzer
    self.memoryByteCount = memoryByteCount
  }
}
