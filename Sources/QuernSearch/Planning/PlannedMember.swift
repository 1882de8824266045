import QuernModel

/// A word or phrase in one field: what is scored as one term.
struct PlannedMember {
  var field: FieldName
  var isPhrase: Bool

  /// One, or the distinct words of the phrase.
  var words: [PlannedWord]

  /// All terms of the words.
  var terms: [PlannedTerm] { words.count == 1 ? words[0].terms : words.flatMap(\.terms) }

  // What the score is made of, for explanations.
  var fieldWeight: Double
  var statistics: FieldStatistics
  var idf: Double

  var weight: TermWeight
}
