import QuernCodec
import QuernIndex
package import QuernModel

extension Searcher {
  /// Says why a document has its score: the formula with this document's numbers.
  ///
  /// A node with details is their sum or, where its summary has a ×, their product.
  ///
  /// - Throws: ``SearchError``.
  package func explain(
    _ query: Query, _ parameters: SearchParameters, segment number: Int, document: DocumentID
  ) throws(SearchError) -> Explanation {
    try parameters.validate()
    var planner = Planner(snapshot, parameters)
    planner.usesLists = false
    let plan = try planner.plan(query)
    let segment = snapshot.segments[number]
    let explainer = Explainer(parameters, segment, number, document)
    if let tree = plan.tree { return try explain(tree, explainer, parameters) }
    if let reason = try explainer.mismatch(plan) { return Explanation(value: 0, summary: reason) }
    var details: [Explanation] = []
    for group in plan.required + plan.optional {
      if let detail = try explainer.explain(group) { details.append(detail) }
    }
    let sum = details.reduce(0) { $0 + $1.value }
    return Explanation(
      value: Double(Float(sum)), summary: "score = sum over the words and phrases that match",
      details: details)
  }

  private func explain(
    _ tree: PlannedNode, _ explainer: Explainer, _ parameters: SearchParameters
  ) throws(SearchError) -> Explanation {
    let document = explainer.document
    if explainer.segment.isDeleted(DocumentID(rawValue: document)) {
      return Explanation(value: 0, summary: "the document was deleted")
    }
    let segment = TreeSegment(explainer.segment, explainer.number, parameters)
    let root = try segment.open(tree)
    let isMatch = try reading { () throws(CodecError) in try root?.matches(document) ?? false }
    guard let root, isMatch else {
      return Explanation(value: 0, summary: "does not match the query")
    }
    var explanation = try root.explain()
    explanation.value = Double(Float(explanation.value))
    return explanation
  }

  /// Whether a query finds a document.
  ///
  /// - Throws: ``SearchError``.
  package func finds(
    _ query: Query, _ parameters: SearchParameters, _ place: ScoredDocument
  ) throws(SearchError) -> Bool {
    try parameters.validate()
    var planner = Planner(snapshot, parameters)
    planner.usesLists = false
    let plan = try planner.plan(query)
    let (segment, number) = (snapshot.segments[place.segment], place.segment)
    guard let tree = plan.tree else {
      return try Explainer(parameters, segment, number, place.document).mismatch(plan) == nil
    }
    let root = try TreeSegment(segment, number, parameters).open(tree)
    return try reading { () throws(CodecError) in
      try root?.matches(place.document.rawValue) ?? false
    }
  }

  /// What of a query each hit matches: of groups, the parts that do.
  ///
  /// A list of words and phrases is returned as it is.
  ///
  /// - Parameter hits: in any order.
  /// - Throws: ``SearchError``.
  package func matched(
    _ query: Query, _ parameters: SearchParameters, by hits: [ScoredDocument]
  ) throws(SearchError) -> [Query] {
    try parameters.validate()
    guard query.hasGroups else { return Array(repeating: query, count: hits.count) }
    var planner = Planner(snapshot, parameters)
    planner.usesLists = false
    guard let tree = try planner.plan(query).tree else {
      return Array(repeating: query, count: hits.count)
    }
    var found = Array(repeating: Query(), count: hits.count)
    let order = hits.indices.sorted {
      (hits[$0].segment, hits[$0].document) < (hits[$1].segment, hits[$1].document)
    }
    var root: (any TreeCursor)?
    var number = -1
    for place in order {
      let hit = hits[place]
      if hit.segment != number {
        number = hit.segment
        let segment = TreeSegment(snapshot.segments[number], number, parameters)
        root = try segment.open(tree)
      }
      guard let root else { continue }
      try reading { () throws(CodecError) in
        guard try root.matches(hit.document.rawValue) else { return }
        let clause = try root.matched()
        if case .group(let query) = clause.content { found[place] = query }
      }
    }
    return found
  }
}

extension Query {
  /// Whether some part may match without counting, because the group around it does not.
  fileprivate var hasGroups: Bool {
    clauses.contains { if case .group = $0.content { true } else { false } }
  }
}
