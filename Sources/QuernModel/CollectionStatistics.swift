/// What BM25 needs to know of one field over all segments of a snapshot.
///
/// Deleted documents count until a merge drops them, as in Lucene.
public struct FieldStatistics: Sendable, Hashable {
  /// The number of documents with at least one token in the field: N of the formula.
  public var documentCount: UInt64

  /// The number of tokens in the field over all documents.
  public var tokenCount: UInt64

  /// Makes statistics of two counts.
  public init(documentCount: UInt64 = 0, tokenCount: UInt64 = 0) {
    self.documentCount = documentCount
    self.tokenCount = tokenCount
  }

  /// The mean length of the field in tokens: avgdl of the formula; 0 where nobody has the field.
  public var averageLength: Double {
    documentCount == 0 ? 0 : Double(tokenCount) / Double(documentCount)
  }

  /// The statistics of two disjoint sets of documents together.
  public static func + (left: FieldStatistics, right: FieldStatistics) -> FieldStatistics {
    FieldStatistics(
      documentCount: left.documentCount + right.documentCount,
      tokenCount: left.tokenCount + right.tokenCount)
  }
}

/// The statistics of all fields of a snapshot.
public struct CollectionStatistics: Sendable, Hashable {
  /// By field; a field that no document has is absent.
  public var fields: [FieldName: FieldStatistics]

  /// The number of documents that have not been deleted.
  public var documentCount: UInt64

  /// Makes statistics of their parts.
  public init(fields: [FieldName: FieldStatistics] = [:], documentCount: UInt64 = 0) {
    self.fields = fields
    self.documentCount = documentCount
  }

  /// The statistics of a field; zeros for one that no document has.
  public subscript(field: FieldName) -> FieldStatistics { fields[field] ?? FieldStatistics() }
}
