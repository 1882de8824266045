import QuernCodec
import QuernIndex

/// A pattern with the words that it stands for.
struct PlannedPattern {
  /// A word of the dictionary.
  struct Term {
    var term: [UInt8]
    var entries = TermEntries()
    var documentFrequency: UInt64 = 0

    /// How many edits away from a fuzzy word it is.
    var edits = 0
  }

  /// The words of one field that are scored as one: those that are equally far from a fuzzy word.
  struct Member {
    var scoring: PlannedScoring

    /// What a word counts that is not exactly the one looked for.
    var closeness: Double
    var terms: [Term]
  }

  /// The words of a field that match without being scored, by segments.
  struct Rest {
    var source: SnapshotField
    var entries: [[TermEntry]]
    var wordCount: Int
  }

  var clause: Clause
  var members: [Member] = []
  var rests: [Rest] = []
}
