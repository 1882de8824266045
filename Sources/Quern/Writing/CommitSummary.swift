public import QuernModel

/// What a commit has done.
public struct CommitSummary: Sendable, Hashable {
  /// The number of the commit.
  public var generation: UInt64

  /// The number of documents in the index.
  public var documentCount: Int

  /// The number of tokens in the index, those of deleted documents that still take room included.
  public var tokenCount: Int

  /// Fields of this batch that are stored but cannot be searched, because the index has
  /// ``WriteBatch/maximumFieldCount`` searchable fields already.
  public var storedOnlyFields: [FieldName]

  /// What ``IndexWriter/optimize()`` has put in another order; `nil` for nothing.
  public var reordered: DocumentReordering?
}
