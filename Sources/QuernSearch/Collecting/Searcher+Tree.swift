import QuernCodec
import QuernIndex
import QuernModel

extension Searcher {
  /// Finds the best documents of a tree, and counts all in the same walk.
  func search(
    _ tree: PlannedNode, _ parameters: SearchParameters, _ notices: [SearchNotice]
  ) throws(SearchError) -> SearchOutcome {
    var top = TopDocuments(
      capacity: parameters.limit + parameters.offset, after: parameters.after?.document)
    var total = 0
    for (number, reader) in snapshot.segments.enumerated() {
      let segment = TreeSegment(reader, number, parameters)
      guard let root = try segment.open(tree) else { continue }
      let executor = TreeExecutor(root, segment)
      total += try reading { () throws(CodecError) in
        parameters.limit > 0 ? try executor.run(into: &top) : try executor.count()
      }
    }
    return SearchOutcome(
      hits: Array(top.sorted().dropFirst(parameters.offset)),
      total: parameters.countsTotal ? total : nil, notices: notices)
  }
}
