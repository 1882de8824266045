/// How a new index is made. An index that exists keeps what it was made with.
public struct IndexOptions: Sendable, Hashable {
  /// The name of the analyzer: `english`, `standard` or `whitespace`.
  public var analyzer: String

  public init(analyzer: String = "english") { self.analyzer = analyzer }
}
