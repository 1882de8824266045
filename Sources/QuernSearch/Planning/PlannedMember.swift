import QuernIndex
import QuernModel

/// A word or phrase in one field: what is scored as one term.
struct PlannedMember {
  /// The field in every segment.
  var source: SnapshotField
  var isPhrase: Bool

  /// One, or the distinct words of the phrase.
  var words: [PlannedWord]

  /// All terms of the words.
  var terms: [PlannedTerm] { words.count == 1 ? words[0].terms : words.flatMap(\.terms) }

  var field: FieldName { source.name }
  var statistics: FieldStatistics { source.statistics }

  // What the score is made of, for explanations.
  var fieldWeight: Double
  var idf: Double

  var weight: TermWeight

  /// Whether the word is scored as one with that of the other such members of its group (BM25F): then
  /// the weight of the field is in the norms, and its score is what it adds to that of the members
  /// before it.
  var isCombined = false
}
