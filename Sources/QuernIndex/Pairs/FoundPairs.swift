/// The pairs of a field that are to be written.
struct FoundPairs: Sendable {
  var words: FrequentWords
  var occurrences: PairOccurrences
}
