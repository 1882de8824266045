/// What a user looks for: clauses, each of which a document should, must or must not match.
///
/// A query is only a description. Planning resolves it against a snapshot.
package struct Query: Sendable, Hashable {
  /// The longest query text, in bytes of UTF-8.
  package static let maximumByteCount = 8_192

  /// The greatest number of clauses.
  package static let maximumClauseCount = 1_024

  /// In the order of the query text.
  package var clauses: [Clause]

  package init(clauses: [Clause] = []) { self.clauses = clauses }

  /// Whether some clause can find a document; exclusions alone find nothing.
  package var canMatch: Bool { clauses.contains { $0.occurrence != .mustNot } }
}
