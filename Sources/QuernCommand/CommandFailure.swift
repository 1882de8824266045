import Quern
import QuernPresentation

/// Why a command cannot go on, in words for its user.
struct CommandFailure: Error {
  var error: ErrorText
  var exitCode: Int32 = 2

  init(_ message: String, hint: String? = nil) {
    error = ErrorText(message, hint: hint)
  }

  /// The words for an error of the index; `query` is what was asked, for an error that points into
  /// it.
  init(_ failure: QuernError, query: String = "") {
    if case .query(let message, let offset) = failure {
      error = ErrorText(
        "the query cannot be read: \(message)",
        hint: "quern help search tells how a query is written",
        place: .init(query: query, offset: offset))
    } else {
      error = ErrorText(failure.message, hint: failure.remedy)
    }
  }

  /// The lines for standard error.
  var text: String { error.text }
}
