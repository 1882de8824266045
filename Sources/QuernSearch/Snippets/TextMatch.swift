/// A word of a text that a query asks for.
struct TextMatch: Hashable {
  /// In bytes of the text's UTF-8.
  var range: Range<Int>

  /// The number of the query's word or phrase.
  var clause: Int
}
