/// What a search found.
package struct SearchOutcome: Sendable, Hashable {
  /// The best first, after the offset.
  package var hits: [ScoredDocument]

  /// The number of all documents that match; `nil` where it was not asked for.
  package var total: Int?

  /// The value of each hit by which they are ordered; empty in the order of scores.
  package var values: [ColumnValue?] = []

  /// What each hit stands for; empty where hits are not collapsed.
  package var collapsed: [CollapsedHit] = []

  /// What was counted, in the order of the requests.
  package var facets: [FacetOutcome] = []

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
