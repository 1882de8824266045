import QuernIndex

/// The leaves of a plan, opened in one segment.
struct SegmentLeaves {
  /// The number of the segment in its snapshot.
  let segment: Int

  var required: [GroupScorer] = []
  var optional: [GroupScorer] = []
  var filter: LiveFilter

  /// - Returns: `nil` where the segment has no match.
  /// - Throws: ``SearchError/index(_:)``.
  init?(_ plan: QueryPlan, in reader: SegmentReader, number: Int) throws(SearchError) {
    guard plan.emptyReason == nil else { return nil }
    segment = number
    var conditions: ConditionFilter?
    switch plan.conditions.filter(inSegment: number, documentCount: reader.documentCount) {
    case .all: break
    case .some(let filter): conditions = filter
    case .nothing: return nil
    }
    var prohibited: [GroupScorer] = []
    for group in plan.required {
      guard let leaf = try GroupScorer.open(group, in: reader, number: number) else { return nil }
      required.append(leaf)
    }
    for group in plan.optional {
      if let leaf = try GroupScorer.open(group, in: reader, number: number) {
        optional.append(leaf)
      }
    }
    guard !required.isEmpty || !optional.isEmpty else { return nil }
    for group in plan.prohibited {
      if let leaf = try GroupScorer.open(group, in: reader, number: number) {
        prohibited.append(leaf)
      }
    }
    filter = LiveFilter(reader, prohibited: prohibited, conditions: conditions)
  }
}
