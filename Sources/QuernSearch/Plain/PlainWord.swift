import QuernCodec

/// A word of a plain query, looked up in every segment.
struct PlainWord {
  let occurrence: Clause.Occurrence

  /// How often the query says the same.
  let multiplicity: Int

  /// What the field has of it, or the longer one of two.
  let entries: TermEntries

  /// What the shorter one of two fields has of it; `nil` where there is none, or it has none.
  let shorterEntries: TermEntries?

  /// Summed over all segments, in the field that most documents have the word in.
  let documentFrequency: UInt64

  /// The entries of a segment, that of the longer field first.
  func entries(in segment: Int) -> (longer: TermEntry?, shorter: TermEntry?) {
    (entries[segment], shorterEntries?[segment])
  }

  func isMissing(in segment: Int) -> Bool {
    entries[segment] == nil && shorterEntries?[segment] == nil
  }
}
