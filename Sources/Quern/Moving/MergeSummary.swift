/// What a merge of indexes has done.
public struct MergeSummary: Sendable, Hashable {
  /// The number of documents in the new index.
  public var documentCount: Int

  /// Documents left out because a later index has one with their key.
  public var replacedCount: Int
}
