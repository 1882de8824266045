import QuernCodec

/// What each segment's dictionary says of a term; `nil` where it does not have the term.
///
/// A snapshot of one segment needs no array.
struct TermEntries {
  private var first: TermEntry?
  private var others: [TermEntry?] = []
  private var isEmpty = true

  /// Adds the entry of the next segment.
  mutating func append(_ entry: TermEntry?) {
    if isEmpty { first = entry } else { others.append(entry) }
    isEmpty = false
  }

  subscript(segment: Int) -> TermEntry? { segment == 0 ? first : others[segment - 1] }
}
