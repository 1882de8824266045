import QuernIndex
import QuernModel

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
