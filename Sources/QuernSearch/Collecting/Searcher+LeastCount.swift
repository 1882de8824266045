import QuernIndex

extension Searcher {
  /// A number of documents that match at least, as far as dictionaries tell: of one word those that have its
  /// most frequent term in one field; of any other query none.
  ///
  /// - Throws: ``SearchError``.
  func leastCount(
    _ query: Query, _ parameters: SearchParameters
  ) throws(SearchError) -> Int {
    try parameters.validate()
    var planner = Planner(snapshot, parameters)
    let plan = try planner.plan(query)
    let groups = plan.required + plan.optional
    guard plan.tree == nil, plan.emptyReason == nil, groups.count == 1, plan.prohibited.isEmpty,
      plan.conditions.isEmpty
    else { return 0 }
    var most: UInt64 = 0
    for member in groups[0].members where !member.isPhrase {
      most = max(most, member.words[0].documentFrequency)
    }
    // Deleted documents are in the lists.
    let deletedCount = snapshot.segments.reduce(0) { $0 + Int($1.deletedCount) }
    return max(0, Int(clamping: most) - deletedCount)
  }
}
