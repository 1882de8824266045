import QuernCodec

/// A term of one field, looked up in every segment.
struct PlannedTerm {
  var term: [UInt8]

  /// The entry in each segment; `nil` where a segment does not have the term.
  var entries: [TermEntry?]

  /// Summed over all segments.
  var documentFrequency: UInt64

  /// In a phrase: the distances from its start at which the term stands.
  var offsets: [UInt32]
}
