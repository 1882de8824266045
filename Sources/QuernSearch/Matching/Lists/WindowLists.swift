import CKernels
import QuernCodec
import QuernIndex

/// The posting lists of a word or a phrase in one segment, read by whole blocks into windows of a tree.
///
/// Belongs to one search.
final class WindowLists {
  private let opened: OpenedLists

  /// Opens the lists of a group; `nil` where the group is no matter of lists.
  static func open(
    _ group: PlannedGroup, in reader: SegmentReader, number: Int
  ) throws(SearchError) -> WindowLists? {
    var plan = QueryPlan()
    plan.optional = [group]
    guard case .lists(let opened) = try OpenedLists.open(plan, in: reader, number: number) else {
      return nil
    }
    return WindowLists(opened)
  }

  private init(_ opened: OpenedLists) { self.opened = opened }

  /// Finds the documents of a window that are among the candidates, and their scores where these are
  /// wanted; windows ascend.
  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    window.clear(at: candidates.start)
    for index in opened.lists.indices {
      try add(&opened.lists[index], to: window, candidates, scoring: scoring)
    }
  }

  private func add(
    _ list: inout TermList, to window: TreeWindow, _ candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    let (first, last) = (window.start, window.last)
    var next = first
    while true {
      try list.seekBlock(next)
      let end = list.blockEnd
      guard end != TermList.end, list.blockStart <= last else { return }
      try list.load()
      let from = list.blockStart >= first ? 0 : list.place(of: first)
      let to = end <= last ? list.count : list.place(of: last + 1)
      if from < to {
        if scoring { try list.score() }
        if scoring, let totals = unsafe list.totals {
          // SAFETY: so many documents are loaded and scored.
          unsafe window.insert(
            list.documents + from, totals: totals + from, count: to - from, within: candidates)
          if end >= last { return }
          next = end + 1
          continue
        }
        // SAFETY: so many documents are loaded, and scored where scores are wanted.
        unsafe window.insert(
          list.documents + from, scoring ? list.scores + from : nil, count: to - from,
          within: candidates)
      }
      if end >= last { return }
      next = end + 1
    }
  }
}
