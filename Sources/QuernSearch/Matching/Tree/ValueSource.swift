package import QuernCodec
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

/// Walks over the documents of a segment that a condition matches.
package protocol MatchingDocuments {
  /// The current document; `DocumentID.end.rawValue` once no other matches.
  var document: UInt32 { get }

  /// Moves to the first document ≥ `target`, or stays put if already there; never backwards.
  mutating func seek(to target: UInt32) throws(CodecError)
}
