package import QuernModel

/// Why a query text cannot be read.
///
/// Offsets count bytes of its UTF-8.
package enum QueryError: Error, Sendable, Hashable {
  /// The text is longer than ``Query/maximumByteCount``.
  case tooLong(byteCount: Int)

  /// The text has more clauses than ``Query/maximumClauseCount``; `offset` is where the first one
  /// too many stands.
  case tooManyClauses(offset: Int)

  /// A field that the index does not have, and a known one whose name is almost the same.
  case unknownField(name: String, nearest: FieldName?, offset: Int)
}

extension QueryError {
  /// Where in the query text the fault is, in bytes of UTF-8.
  package var offset: Int {
    switch self {
    case .tooLong: Query.maximumByteCount
    case .tooManyClauses(let offset): offset
    case .unknownField(_, _, let offset): offset
    }
  }
}

extension QueryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLong(let byteCount):
      "the query has \(byteCount) bytes, at most \(Query.maximumByteCount) are read: shorten it"
    case .tooManyClauses(let offset):
      "the query has more than \(Query.maximumClauseCount) words and phrases "
        + "(at byte \(offset)): leave some out"
    case .unknownField(let name, let nearest?, let offset):
      "no field '\(name)' (at byte \(offset)): did you mean '\(nearest):'? "
        + "Put quotes around words with a colon"
    case .unknownField(let name, nil, let offset):
      "no field '\(name)' (at byte \(offset)): put quotes around words with a colon"
    }
  }
}
