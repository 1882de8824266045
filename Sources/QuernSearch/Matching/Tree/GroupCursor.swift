import QuernCodec
import QuernIndex
import QuernModel

/// A word or a phrase as a part of a tree.
final class GroupCursor: TreeCursor {
  private var scorer: GroupScorer

  /// The same, read by blocks, where that can be done.
  private let lists: WindowLists?
  private let group: PlannedGroup
  private let segment: TreeSegment

  init(
    _ scorer: GroupScorer, _ lists: WindowLists?, _ group: PlannedGroup, _ segment: TreeSegment
  ) {
    self.scorer = scorer
    self.lists = lists
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
    guard let lists, !isFew(candidates) else {
      return try fillOneByOne(window, within: candidates, scoring: scoring)
    }
    try lists.fill(window, within: candidates, scoring: scoring)
  }

  func score() throws(CodecError) -> Double { try scorer.score() }

  func matched() throws(CodecError) -> Clause { group.clause }

  func explain() throws(SearchError) -> Explanation {
    try segment.explainer(document).explain(group)
      ?? Explanation(value: 0, summary: "does not match")
  }
}
