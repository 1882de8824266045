import QuernIndex

/// Documents that were put in another order, and what it gained.
public struct DocumentReordering: Sendable, Hashable {
  /// How many documents there were.
  public var documentCount: Int

  /// The time that finding the order took, without writing.
  public var duration: Duration

  /// The bytes of posting lists, positions and pairs before, in all segments that were merged.
  public var byteCountBefore: Int

  /// The bytes of the same lists in their new order.
  public var byteCountAfter: Int

  init(_ summary: ReorderingSummary) {
    documentCount = summary.documentCount
    duration = summary.duration
    byteCountBefore = summary.byteCountBefore
    byteCountAfter = summary.byteCountAfter
  }
}
