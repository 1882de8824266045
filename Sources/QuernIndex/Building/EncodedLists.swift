import QuernCodec

/// The posting lists of some neighbouring terms of a field, encoded apart from those before.
struct EncodedLists: Sendable {
  var postings: [UInt8]
  var positions: [UInt8]

  /// The groups of ``SortedTokens`` that the terms are.
  var groups: Range<Int>

  /// What the dictionary keeps of each; offsets are from the starts of these bytes.
  var entries: [TermEntry]
}
