/// What a user should know of how a query was understood.
package enum SearchNotice: Sendable, Hashable {
  /// A pattern stands for more words of a field than are scored.
  case unscoredWords(pattern: String, field: String, matched: Int, scored: Int)
}

extension SearchNotice: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unscoredWords(let pattern, let field, let matched, let scored):
      "\(pattern) stands for \(matched) words of \(field): the \(scored) in the most articles count "
        + "for the score, the others only match"
    }
  }
}
