/// What a commit says of itself.
public struct CommitInfo: Sendable, Hashable {
  /// The number of the commit; each one is greater than the one before.
  public var generation: UInt64

  /// When its documents were committed, in nanoseconds since 1970.
  ///
  /// A commit that only merges segments has the time of the one before.
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
