/// What the dictionary says of a term: how frequent it is and where its lists begin.
public struct TermEntry: Sendable, Hashable {
  /// The number of documents with the term, from 1.
  public var documentFrequency: UInt32

  /// The number of occurrences in all documents.
  public var totalFrequency: UInt64

  /// Where the posting list begins, in bytes from the start of the field's postings.
  public var postingsOffset: UInt64

  /// Where the list of positions begins, in bytes from the start of the field's positions.
  public var positionsOffset: UInt64

  /// Makes an entry; ``PostingListWriter/finishList()`` makes them for real lists.
  public init(
    documentFrequency: UInt32, totalFrequency: UInt64, postingsOffset: UInt64,
    positionsOffset: UInt64
  ) {
    self.documentFrequency = documentFrequency
    self.totalFrequency = totalFrequency
    self.postingsOffset = postingsOffset
    self.positionsOffset = positionsOffset
  }
}
