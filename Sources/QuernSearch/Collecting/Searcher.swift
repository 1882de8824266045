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
    var opened: [Walked] = []
    if parameters.limit > 0 {
      for (number, segment) in snapshot.segments.enumerated() {
        let counts = parameters.countsTotal && number < OpenedLists.keptCount
        let walked = try collect(
          plan, segment, number, parameters.executor, &top, counts: counts)
        if counts { opened.append(walked) }
      }
    }
    let hits = top.sorted()
    // A list with room has turned nothing away.
    let knowsTotal = top.hasRoom && parameters.limit > 0 && parameters.after == nil
    let total =
      parameters.countsTotal
      ? (knowsTotal ? hits.count : try count(plan, parameters.executor, opened)) : nil
    return SearchOutcome(
      hits: parameters.offset == 0 ? hits : Array(hits.dropFirst(parameters.offset)),
      total: total, notices: plan.notices)
  }

  /// The lists of a segment that were walked, where the plan is a matter of lists, and the number of
  /// documents where the walk has counted them.
  struct Walked {
    var lists: OpenedLists?
    var count: Int?
  }

  /// Chooses the executor and runs it over one segment.
  ///
  /// - Parameter counts: whether all matches are to be counted, where that costs less now.
  @discardableResult
  func collect(
    _ plan: QueryPlan, _ segment: SegmentReader, _ number: Int,
    _ choice: SearchParameters.ExecutorChoice, _ top: inout TopDocuments, counts: Bool = false
  ) throws(SearchError) -> Walked {
    if choice == .automatic {
      switch try OpenedLists.open(plan, in: segment, number: number) {
      case .noMatch: return Walked()
      case .lists(let opened):
        return try reading { () throws(CodecError) in
          Walked(lists: opened, count: try opened.collect(into: &top, counts: counts))
        }
      case .unsuitable: break
      }
    }
    guard let leaves = try SegmentLeaves(plan, in: segment, number: number) else {
      return Walked()
    }
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
    return Walked()
  }

  /// - Parameter kept: the lists of the first segments, which have been walked.
  private func count(
    _ plan: QueryPlan, _ choice: SearchParameters.ExecutorChoice, _ kept: [Walked]
  ) throws(SearchError) -> Int {
    var count = 0
    for (number, segment) in snapshot.segments.enumerated() {
      if choice == .automatic {
        let word = CountedWord(plan, in: segment, number: number)
        if let known = word?.knownCount {
          count += known
          continue
        }
        if number < kept.count, let known = kept[number].count {
          count += known
          continue
        }
        let opening: OpenedLists.Opening
        if number < kept.count, let lists = kept[number].lists, lists.restart() {
          opening = .lists(lists)
        } else {
          opening = try OpenedLists.open(plan, in: segment, number: number)
        }
        switch opening {
        case .noMatch: continue
        case .lists(let opened):
          if let known = opened.counted?.knownCount {
            count += known
            continue
          }
          var counter = ListCounter(opened)
          let found = try reading { () throws(CodecError) in try counter.count() }
          opened.counted?.keep(found)
          count += found
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
