/// A term of one field, looked up in every segment.
struct PlannedTerm {
  var term: [UInt8]

  /// The entry in each segment; `nil` where a segment does not have the term.
  var entries = TermEntries()

  /// Summed over all segments.
  var documentFrequency: UInt64 = 0
}
