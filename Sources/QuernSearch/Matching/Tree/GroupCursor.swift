import QuernCodec
import QuernIndex
import QuernModel

/// A word or a phrase as a part of a tree.
final class GroupCursor: TreeCursor {
  private var scorer: GroupScorer
  private let group: PlannedGroup
  private let segment: TreeSegment

  init(_ scorer: GroupScorer, _ group: PlannedGroup, _ segment: TreeSegment) {
    self.scorer = scorer
    self.group = group
    self.segment = segment
  }

  var document: UInt32 { scorer.document }

  func seek(to target: UInt32) throws(CodecError) { try scorer.seek(to: target) }

  var cost: Int { scorer.cost }
  var documentCount: Int { Int(segment.reader.documentCount) }

  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    try fillOneByOne(window, within: candidates, scoring: scoring)
  }

  func score() throws(CodecError) -> Double { try scorer.score() }

  func matched() throws(CodecError) -> Clause { group.clause }

  func explain() throws(SearchError) -> Explanation {
    try segment.explainer(document).explain(group)
      ?? Explanation(value: 0, summary: "does not match")
  }
}
