/// The analysis that an index was written with.
///
/// Terms of two analyses do not match each other.
public struct AnalysisIdentity: Sendable, Hashable {
  /// The name of the analyzer, such as `english`.
  public var analyzer: String

  /// The version of that analyzer's rules; it rises when the same text gives other terms.
  public var version: UInt32

  /// The version of the rules by which words are cut; it rises when the same text gives other words.
  public var tokenizer: UInt32

  /// The version of ICU, such as `72.1`.
  public var icu: String

  /// The version of Unicode that this ICU implements, such as `15.0`.
  public var unicode: String

  /// Makes an identity of its parts.
  public init(
    analyzer: String, version: UInt32, tokenizer: UInt32 = 1, icu: String, unicode: String
  ) {
    self.analyzer = analyzer
    self.version = version
    self.tokenizer = tokenizer
    self.icu = icu
    self.unicode = unicode
  }
}

/// What a commit says of itself.
public struct CommitInfo: Sendable, Hashable {
  /// The number of the commit; each one is greater than the one before.
  public var generation: UInt64

  /// When it was made, in nanoseconds since 1970.
  public var created: Int64

  /// How the texts were analysed.
  public var analysis: AnalysisIdentity

  /// The files and folders that the index follows.
  public var roots: [Root]

  /// Makes a description of its parts.
  public init(
    generation: UInt64, created: Int64, analysis: AnalysisIdentity, roots: [Root] = []
  ) {
    self.generation = generation
    self.created = created
    self.analysis = analysis
    self.roots = roots
  }
}
