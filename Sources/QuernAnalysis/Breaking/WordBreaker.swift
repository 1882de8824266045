/// Cuts a text into words, many at a time.
///
/// One call gives thousands of words, so that being called through a protocol costs nothing. A
/// breaker belongs to one task.
package protocol WordBreaker {
  /// Stands before the first word of a new text.
  mutating func begin()

  /// Replaces `words` with the next words of the text, as ranges of its bytes.
  ///
  /// Words are not empty, ascend and do not overlap, pairs of a ``BigramBreaker`` apart; their ends
  /// are ends of characters. The same
  /// `text` is handed over until there is no more.
  ///
  /// - Returns: whether the text goes on; `words` may be empty even if it does.
  mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool

  /// The memory that is held from one text to the next.
  var memoryByteCount: Int { get }
}
