/// A word of a text that a query asks for.
struct TextMatch: Hashable, Comparable {
  /// In bytes of the text's UTF-8.
  var range: Range<Int>

  /// The number of the query's word or phrase.
  var clause: Int

  static func < (left: TextMatch, right: TextMatch) -> Bool {
    (left.range.lowerBound, left.clause, left.range.upperBound)
      < (right.range.lowerBound, right.clause, right.range.upperBound)
  }
}
