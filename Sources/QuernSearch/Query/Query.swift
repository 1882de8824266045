package import QuernModel

/// What a user looks for, analysed: clauses, each of which a document should, must or must not match.
///
/// A query is only a description. Planning resolves it against a snapshot.
package struct Query: Sendable, Hashable {
  /// The longest query text, in bytes of UTF-8.
  package static let maximumByteCount = 8_192

  /// The greatest number of clauses, those of groups included.
  package static let maximumClauseCount = 4_096

  /// In the order of the query text.
  package var clauses: [Clause]

  /// How many of the clauses that should match do so at least; `nil` for the usual rule: one, or
  /// none where others must.
  package var atLeast: Int?

  package init(clauses: [Clause] = [], atLeast: Int? = nil) {
    self.clauses = clauses
    self.atLeast = atLeast
  }

  /// The same query whose hits match so many of the clauses that should match, or all of them.
  package func atLeast(_ count: Int?) -> Query {
    guard let count else { return self }
    var query = self
    let optionalCount = clauses.count { $0.occurrence == .should }
    query.atLeast = optionalCount > 1 ? min(max(count, 1), optionalCount) : atLeast
    return query
  }

  /// Whether some clause can find a document; exclusions alone find nothing.
  package var canMatch: Bool { clauses.contains { $0.occurrence != .mustNot } }
}

extension Query {
  /// Only the clauses that name a field.
  package func restricted(to field: FieldName) -> Query {
    var query = self
    query.clauses = clauses.compactMap { clause in
      guard case .group(let inner) = clause.content else {
        return clause.field == field ? clause : nil
      }
      var group = clause
      group.content = .group(inner.restricted(to: field))
      return group
    }
    return query
  }
}
