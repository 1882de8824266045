import QuernCodec
package import QuernIndex

/// What can go wrong with a search.
package enum SearchError: Error, Sendable, Hashable {
  /// The query text cannot be read.
  case query(QueryError)

  /// A parameter is outside its range.
  case parameter(name: String, value: String, allowed: String)

  /// The index turned out to be damaged or could not be read.
  case index(IndexError)
}

extension SearchError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .query(let error): error.description
    case .parameter(let name, let value, let allowed):
      "\(name) is \(value), allowed is \(allowed)"
    case .index(let error): error.description
    }
  }
}

/// Runs a step that reads an index and gives its error as a ``SearchError``.
func reading<Value>(
  _ step: () throws(CodecError) -> Value
) throws(SearchError) -> Value {
  do { return try step() } catch { throw .index(.codec(error)) }
}
