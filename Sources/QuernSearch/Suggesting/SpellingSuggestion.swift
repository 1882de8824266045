/// A query that may be meant by another one.
public struct SpellingSuggestion: Sendable, Hashable {
  /// The query text with its words corrected; all signs are as they were.
  public var query: String

  /// How many documents it finds: at least as many as the query as it was typed, and where there are no
  /// more of them, more have all of its words.
  public var total: Int

  /// Makes a value of its parts.
  public init(query: String, total: Int) {
    self.query = query
    self.total = total
  }
}
