/// A word of a query and its terms under several analyzers.
public struct QueryWord: Sendable, Hashable {
  /// The terms, each once, in the order of the analyzers; not empty.
  public let terms: [[UInt8]]

  /// Where the word stands in the query, in bytes of UTF-8.
  public let range: Range<Int>

  /// The number of the word in the query, from 0.
  public let position: Int

  package init(terms: [[UInt8]], range: Range<Int>, position: Int) {
    self.terms = terms
    self.range = range
    self.position = position
  }
}
