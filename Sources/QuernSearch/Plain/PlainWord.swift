/// A word of a plain query, looked up in every segment.
struct PlainWord {
  let occurrence: Clause.Occurrence

  /// How often the query says the same.
  let multiplicity: Int
  let entries: TermEntries

  /// Summed over all segments.
  let documentFrequency: UInt64
}
