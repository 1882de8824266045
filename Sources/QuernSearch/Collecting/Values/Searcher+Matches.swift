import QuernCodec
import QuernIndex
import QuernModel

extension Searcher {
  /// All documents that a plan finds, segment by segment.
  func matches(
    _ plan: QueryPlan, _ parameters: SearchParameters
  ) throws(SearchError) -> [MatchingDocuments] {
    var matches: [MatchingDocuments] = []
    guard plan.emptyReason == nil else { return [] }
    for (number, reader) in snapshot.segments.enumerated() {
      if let bits = try documents(plan, reader, number, parameters) {
        matches.append(MatchingDocuments(segment: number, bits: bits))
      }
    }
    return matches
  }

  private func documents(
    _ plan: QueryPlan, _ reader: SegmentReader, _ number: Int, _ parameters: SearchParameters
  ) throws(SearchError) -> DocumentBits? {
    if let tree = plan.tree {
      let segment = TreeSegment(reader, number, parameters)
      guard let root = try segment.open(tree) else { return nil }
      var bits = DocumentBits(documentCount: reader.documentCount)
      try reading { () throws(CodecError) in
        try TreeExecutor(root, segment).forEach { bits.insert($0) }
      }
      return bits
    }
    switch try OpenedLists.open(plan, in: reader, number: number) {
    case .noMatch: return nil
    case .lists(let opened):
      var counter = ListCounter(opened)
      return try reading { () throws(CodecError) in try counter.documents() }
    case .unsuitable:
      guard let leaves = try SegmentLeaves(plan, in: reader, number: number) else { return nil }
      var counter = MatchCounter(leaves)
      return try reading { () throws(CodecError) in try counter.documents() }
    }
  }

  /// What some documents score that a plan finds, in their order.
  ///
  /// - Parameter places: of documents that the plan finds.
  func scores(
    of places: [ScoredDocument], _ plan: QueryPlan, _ parameters: SearchParameters
  ) throws(SearchError) -> [ScoredDocument] {
    guard !places.isEmpty else { return [] }
    var scores: [ScoredDocument: Float] = [:]
    var parts = snapshot.segments.map { _ in PlannedCondition.Part.nothing }
    for (number, group) in Dictionary(grouping: places, by: \.segment) {
      var bits = DocumentBits(documentCount: snapshot.segments[number].documentCount)
      for place in group { bits.insert(place.document.rawValue) }
      parts[number] = .documents(bits)
    }
    var top = TopDocuments(capacity: places.count)
    if let tree = plan.tree {
      for (number, part) in parts.enumerated() {
        guard case .documents(let bits) = part else { continue }
        try offer(bits, of: tree, number, parameters, to: &top)
      }
    } else {
      var restricted = plan
      restricted.conditions.append(
        PlannedCondition(clause: Clause(.must, .all), isNegated: false, parts: parts))
      for (number, segment) in snapshot.segments.enumerated() {
        try collect(restricted, segment, number, parameters.executor, &top)
      }
    }
    for found in top.sorted() {
      scores[ScoredDocument(score: 0, segment: found.segment, document: found.document)] =
        found.score
    }
    return places.map { place in
      var scored = place
      scored.score = 0
      scored.score = scores[scored] ?? 0
      return scored
    }
  }

  private func offer(
    _ bits: DocumentBits, of tree: PlannedNode, _ number: Int, _ parameters: SearchParameters,
    to top: inout TopDocuments
  ) throws(SearchError) {
    let segment = TreeSegment(snapshot.segments[number], number, parameters)
    guard let root = try segment.open(tree) else { return }
    try reading { () throws(CodecError) in
      try bits.forEach { (document) throws(CodecError) in
        guard try root.matches(document) else { return }
        top.offer(
          ScoredDocument(
            score: Float(try root.score()), segment: number,
            document: DocumentID(rawValue: document)))
      }
    }
  }
}
