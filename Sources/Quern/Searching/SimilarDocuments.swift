public import QuernSearch

/// Documents that are like another one.
public struct SimilarDocuments: Sendable, Hashable {
  /// The words of the document that were looked for, the most telling first.
  public var words: [DescriptiveWord]

  /// The documents, the most similar first.
  public var result: SearchResult
}
