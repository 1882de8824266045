import QuernCodec
package import QuernIndex
import QuernModel

/// Finds and explains the best documents of a snapshot.
///
/// Immutable; share freely. Each search opens cursors of its own.
package struct Searcher: Sendable {
  package let snapshot: IndexSnapshot

  package init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

  /// Finds the best documents.
  ///
  /// - Throws: ``SearchError``.
  package func search(
    _ query: Query, _ parameters: SearchParameters = SearchParameters()
  ) throws(SearchError) -> SearchOutcome {
    try parameters.validate()
    var planner = Planner(snapshot, parameters)
    let plan = try planner.plan(query)
    if parameters.needsMatches { return try searchMatches(plan, parameters) }
    guard plan.emptyReason == nil else {
      return SearchOutcome(
        hits: [], total: parameters.countsTotal ? 0 : nil, emptyReason: plan.emptyReason)
    }
    if let tree = plan.tree { return try search(tree, parameters, plan.notices) }
    var top = TopDocuments(
      capacity: parameters.limit + parameters.offset, after: parameters.after?.document)
    if parameters.limit > 0 {
      for (number, segment) in snapshot.segments.enumerated() {
        try collect(plan, segment, number, parameters.executor, &top)
      }
    }
    let hits = top.sorted()
    // A list with room has turned nothing away.
    let knowsTotal = top.hasRoom && parameters.limit > 0 && parameters.after == nil
    let total =
      parameters.countsTotal
      ? (knowsTotal ? hits.count : try count(plan, parameters.executor)) : nil
    return SearchOutcome(
      hits: parameters.offset == 0 ? hits : Array(hits.dropFirst(parameters.offset)),
      total: total, notices: plan.notices)
  }

  /// Chooses the executor and runs it over one segment.
  func collect(
    _ plan: QueryPlan, _ segment: SegmentReader, _ number: Int,
    _ choice: SearchParameters.ExecutorChoice, _ top: inout TopDocuments
  ) throws(SearchError) {
    if choice == .automatic {
      switch try OpenedLists.open(plan, in: segment, number: number) {
      case .noMatch: return
      case .lists(let opened) where opened.lists.count == 1:
        var executor = SingleListExecutor(opened)
        try reading { () throws(CodecError) in try executor.run(into: &top) }
        return
      case .lists(let opened) where opened.isIntersection:
        var executor = IntersectionExecutor(opened)
        try reading { () throws(CodecError) in try executor.run(into: &top) }
        return
      case .lists(let opened):
        var executor = ListExecutor(opened)
        try reading { () throws(CodecError) in try executor.run(into: &top) }
        return
      case .unsuitable: break
      }
    }
    guard let leaves = try SegmentLeaves(plan, in: segment, number: number) else { return }
    do {
      switch choice {
      case .exhaustive:
        var executor = Exhaustive(leaves)
        try executor.run(into: &top)
      case .automatic where leaves.required.isEmpty:
        var executor = Disjunction(leaves)
        try executor.run(into: &top)
      case .automatic:
        var executor = Conjunction(leaves)
        try executor.run(into: &top)
      }
    } catch { throw .index(.codec(error)) }
  }

  private func count(
    _ plan: QueryPlan, _ choice: SearchParameters.ExecutorChoice
  ) throws(SearchError) -> Int {
    var count = 0
    for (number, segment) in snapshot.segments.enumerated() {
      if choice == .automatic {
        if let known = ListCounter.knownCount(plan, in: segment, number: number) {
          count += known
          continue
        }
        switch try OpenedLists.open(plan, in: segment, number: number) {
        case .noMatch: continue
        case .lists(let opened):
          var counter = ListCounter(opened)
          count += try reading { () throws(CodecError) in try counter.count() }
          continue
        case .unsuitable: break
        }
      }
      guard let leaves = try SegmentLeaves(plan, in: segment, number: number) else { continue }
      var counter = MatchCounter(leaves)
      do { count += try counter.count() } catch { throw .index(.codec(error)) }
    }
    return count
  }
}
