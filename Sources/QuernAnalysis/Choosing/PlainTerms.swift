/// The words of a query that are nothing but words, with one term each.
///
/// The terms lie behind each other: most queries have few, and an array for each would cost more than to
/// look it up.
package struct PlainTerms: Sendable {
  package struct Word: Sendable {
    /// Where the term lies in ``PlainTerms/bytes``.
    package let term: Range<Int>

    /// Where the word stands in the query, in bytes of UTF-8, without its sign.
    package let range: Range<Int>

    /// The sign before the word, `+` or `-`; 0 for none.
    package let sign: UInt8
  }

  package private(set) var bytes: [UInt8] = []

  /// In the order of the query.
  package private(set) var words: [Word] = []

  /// 4: most queries have no more words.
  private static let usualCount = 4

  init(byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    words.reserveCapacity(Self.usualCount)
  }

  mutating func append(_ term: ArraySlice<UInt8>, range: Range<Int>, sign: UInt8) {
    let start = bytes.count
    bytes.append(contentsOf: term)
    words.append(Word(term: start..<bytes.count, range: range, sign: sign))
  }
}
