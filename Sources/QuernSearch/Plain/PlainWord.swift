import QuernCodec

/// A word of a plain query, looked up in every segment.
///
/// Refers to nothing, so that it is moved as it is.
struct PlainWord {
  /// How often the query says the same.
  let multiplicity: Int

  /// What the first segment has of it, in the only field or the longer one of two.
  let entry: TermEntry?

  /// Where ``PlainEntries`` has the others.
  let others: Int

  /// Summed over all segments, in the field that most documents have the word in.
  let documentFrequency: UInt64
}
