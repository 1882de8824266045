import QuernCodec
import QuernIndex
import QuernModel

/// A part of a query that is no matter of words and phrases alone, resolved against a snapshot.
indirect enum PlannedNode {
  /// Matches no document.
  case nothing
  case group(PlannedGroup)
  case proximity(PlannedProximity)
  case pattern(PlannedPattern)
  case documents(PlannedDocuments)
  case boolean(PlannedBoolean)
}

/// Clauses, some of which must match.
struct PlannedBoolean {
  /// What the clauses come from.
  var clause: Clause
  var required: [PlannedNode] = []
  var optional: [PlannedNode] = []
  var prohibited: [PlannedNode] = []

  /// How many of the optional ones match at least.
  var least = 0
}

/// Every document, those with a field, or those with a value in a range.
struct PlannedDocuments {
  var clause: Clause
}

/// What all kinds of leaves need to score words of one field as one term.
struct PlannedScoring {
  /// The field in every segment.
  var source: SnapshotField
  var fieldWeight: Double
  var boost: Double
  var idf: Double
  var weight: TermWeight

  var field: FieldName { source.name }
  var statistics: FieldStatistics { source.statistics }
}

/// Words near each other, over the fields in which they are looked for.
struct PlannedProximity {
  struct Member {
    var scoring: PlannedScoring

    /// The words in the order of the query, equal ones once.
    var words: [PlannedWord]
    var matcher: ProximityMatcher
  }

  var clause: Clause
  var members: [Member]
}

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
