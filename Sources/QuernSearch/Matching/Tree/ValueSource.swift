package import QuernIndex
package import QuernModel

/// Answers which documents have values in a range: the door of value columns to queries.
package protocol ValueSource: Sendable {
  /// Whether a field has values that can be compared.
  func hasValues(_ field: FieldName) -> Bool

  /// The documents of a segment with a value in a range; `nil` where there is none.
  ///
  /// - Throws: ``SearchError/query(_:)`` where the bounds do not suit the type of the field.
  func documents(
    of field: FieldName, in range: ValueRange, _ segment: SegmentReader
  ) throws(SearchError) -> (any MatchingDocuments)?
}
