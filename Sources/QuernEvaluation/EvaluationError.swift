/// Why a file of queries, judgements or results cannot be read; lines count from 1.
package enum EvaluationError: Error, Sendable, Hashable {
  /// A line with too few columns.
  case tooFewColumns(line: Int, found: Int, wanted: String)

  /// A column that should hold a number.
  case notANumber(line: Int, column: String, text: String)

  /// A query that stands twice.
  case repeatedQuery(line: Int, id: String)

  /// A file without a single line of its kind.
  case empty
}

extension EvaluationError: CustomStringConvertible {
  /// What is wrong, without the name of the file.
  package var description: String {
    switch self {
    case .tooFewColumns(let line, let found, let wanted):
      "line \(line) has \(found) columns: it wants \(wanted)"
    case .notANumber(let line, let column, let text):
      "line \(line): the \(column) is '\(text.prefix(80))' and should be a number"
    case .repeatedQuery(let line, let id): "line \(line): there is a query \(id) above already"
    case .empty: "it has no line to read"
    }
  }
}
