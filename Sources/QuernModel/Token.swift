/// One word of a text, ready to be looked up.
public struct Token: Sendable, Hashable {
  /// The term: the word after normalisation, folding and stemming, as UTF-8.
  ///
  /// Bytes and not a `String`: Swift's `==` is canonical equivalence and would merge terms.
  public var term: [UInt8]

  /// Where the word stands in the original text, in bytes of UTF-8.
  public var range: Range<Int>

  /// The number of the word in its text, from 0.
  ///
  /// Consecutive words differ by one.
  public var position: Int

  /// Makes a token of its parts.
  public init(term: [UInt8], range: Range<Int>, position: Int) {
    self.term = term
    self.range = range
    self.position = position
  }

  /// The term as text.
  public var termText: String { String(decoding: term, as: UTF8.self) }
}
