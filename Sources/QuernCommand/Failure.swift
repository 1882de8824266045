import Quern
import QuernPresentation

/// Why a command cannot go on, in words for its user.
struct Failure: Error {
  var error: ErrorText
  var exitCode: Int32 = 2

  init(_ message: String, hint: String? = nil) {
    error = ErrorText(message, hint: hint)
  }

  /// The words for an error of the index; `query` is what was asked, for an error that points into
  /// it.
  init(_ failure: QuernError, query: String = "") {
    switch failure {
    case .query(let message, let offset):
      error = ErrorText(
        "the query cannot be read: \(message)",
        hint: "quern help search tells how a query is written",
        place: .init(query: query, offset: offset))
    default:
      error = ErrorText(Self.message(failure), hint: Self.hint(failure))
    }
  }

  /// The lines for standard error.
  var text: String { error.text }

  private static func message(_ failure: QuernError) -> String {
    switch failure {
    case .noIndex(let path): "there is no index in \(path)"
    case .locked(let path, let holder): "the index in \(path) is being written by \(holder)"
    case .query(let message, _): message
    case .unknownAnalyzer(let name, _): "there is no analyzer \(name)"
    case .analysisMismatch(let message): message
    case .unsupportedFormat(let path, let found, let supported):
      "\(path) has format \(found); this quern reads \(supported.lowerBound) to "
        + "\(supported.upperBound)"
    case .damaged(let file, let offset, let evidence):
      "\(file) is damaged\(offset.map { " at byte \($0)" } ?? ""): \(evidence)"
    case .document(let key, let message): "\(key) cannot be indexed: \(message)"
    case .storage(let path, let message): "\(path): \(message)"
    }
  }

  private static func hint(_ failure: QuernError) -> String? {
    switch failure {
    case .noIndex:
      "make one by quern index PATH, or name its folder by --index or $QUERN_INDEX"
    case .locked: "wait until that is done; reading needs no waiting"
    case .query, .document, .storage: nil
    case .unknownAnalyzer(_, let known): "there are: \(known.joined(separator: ", "))"
    case .analysisMismatch, .unsupportedFormat:
      "quern index --rebuild writes the index anew from its articles"
    case .damaged:
      "quern check lists all damage; quern index --rebuild writes the index anew"
    }
  }
}
