/// What has been put in another order.
package struct ReorderingSummary: Sendable, Hashable {
  package var documentCount = 0

  /// The time that finding the order took, without writing.
  package var duration: Duration = .zero

  /// The bytes of posting lists, positions and pairs in the segments that were merged.
  package var byteCountBefore = 0

  /// The same bytes of the segments that were made of them.
  package var byteCountAfter = 0
}
