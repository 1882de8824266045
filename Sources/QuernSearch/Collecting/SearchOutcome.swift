/// What a search found.
package struct SearchOutcome: Sendable, Hashable {
  /// The best first, after the offset.
  package var hits: [ScoredDocument]

  /// The number of all documents that match; `nil` where it was not asked for.
  package var total: Int?

  /// Why nothing can match, where the words alone say so.
  package var emptyReason: EmptyReason?

  /// What the user should know of how the query was understood.
  package var notices: [SearchNotice]

  package init(
    hits: [ScoredDocument], total: Int?, emptyReason: EmptyReason? = nil,
    notices: [SearchNotice] = []
  ) {
    self.hits = hits
    self.total = total
    self.emptyReason = emptyReason
    self.notices = notices
  }
}
