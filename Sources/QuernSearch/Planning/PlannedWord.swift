/// A word of one field with the terms that it may stand for.
struct PlannedWord {
  /// What the query asks for.
  var alternatives: [[UInt8]]

  /// Those of it that the index has; distinct.
  var terms: [PlannedTerm] = []

  /// The distances from the start of the phrase at which the word stands; 0 for a word alone.
  var offsets: [UInt32] = PlannedWord.atStart

  private static let atStart: [UInt32] = [0]

  /// The number of documents with the word, taken for that of its most frequent term.
  var documentFrequency: UInt64 { terms.reduce(0) { max($0, $1.documentFrequency) } }
}
