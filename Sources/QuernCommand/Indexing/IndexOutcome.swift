import QuernModel
import QuernPresentation

/// What a run has done, or would do.
struct IndexOutcome {
  var summary: IndexSummary

  /// Whether there is a new commit.
  var isCommitted = false

  /// Fields that had no room among those that can be searched.
  var storedOnlyFields: [FieldName] = []

  /// The folders in which a change would change the outcome; `nil` where not all was looked at.
  var folders: [String]?

  /// Whether files of several documents were among those that were looked at.
  var hasFilesOfLines = false

  /// Says on standard error which fields cannot be searched.
  func noteStoredOnlyFields() {
    guard !storedOnlyFields.isEmpty else { return }
    let names = storedOnlyFields.prefix(5).map { DisplayText.line($0.rawValue) }
    StandardError.write(
      "quern: \(Figures.count(storedOnlyFields.count, "field")) more than can be searched, stored "
        + "only: " + names.joined(separator: ", ")
        + (storedOnlyFields.count > 5 ? ", …\n" : "\n"))
  }
}
