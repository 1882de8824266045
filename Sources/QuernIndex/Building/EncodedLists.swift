import QuernCodec

/// The posting lists of some neighbouring terms of a field, encoded apart from those before.
struct EncodedLists: Sendable {
  var postings: [UInt8]
  var positions: [UInt8]

  /// The groups of ``SortedTokens`` that the terms are.
  var groups: Range<Int>

  /// What the dictionary keeps of each; offsets are from the starts of these bytes.
  var entries: [TermEntry]

  /// The lists of one of the groups.
  func bytes(of group: Int) -> (postings: ArraySlice<UInt8>, positions: ArraySlice<UInt8>) {
    let index = group - groups.lowerBound
    let isLast = index + 1 == entries.count
    let ends =
      isLast
      ? (postings.count, positions.count)
      : (Int(entries[index + 1].postingsOffset), Int(entries[index + 1].positionsOffset))
    return (
      postings[Int(entries[index].postingsOffset)..<ends.0],
      positions[Int(entries[index].positionsOffset)..<ends.1]
    )
  }
}
