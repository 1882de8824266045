import QuernCodec
import QuernIndex
import QuernModel

/// All documents of a segment, those with a field, or those with a value in a range; without a score.
final class DocumentsCursor: TreeCursor {
  private(set) var document: UInt32

  /// `nil` for all documents.
  private let filter: ConditionFilter?
  private let allCount: UInt32
  private let clause: Clause

  static func open(
    _ planned: PlannedDocuments, _ segment: TreeSegment
  ) throws(SearchError) -> DocumentsCursor? {
    let documentCount = segment.reader.documentCount
    var filter: ConditionFilter?
    if let condition = planned.condition {
      filter = ConditionFilter(
        [condition], inSegment: segment.number, documentCount: documentCount)
      if filter == nil { return nil }
    }
    let cursor = DocumentsCursor(filter, documentCount, planned.clause)
    try reading { () throws(CodecError) in try cursor.move(to: 0) }
    return cursor
  }

  private init(_ filter: ConditionFilter?, _ documentCount: UInt32, _ clause: Clause) {
    self.filter = filter
    allCount = documentCount
    self.clause = clause
    document = 0
  }

  func seek(to target: UInt32) throws(CodecError) {
    if target > document { try move(to: target) }
  }

  private func move(to target: UInt32) throws(CodecError) {
    guard let filter else {
      document = target < allCount ? target : end
      return
    }
    document = try filter.first(from: target) ?? end
  }

  var documentCount: Int { Int(allCount) }
  var cost: Int { documentCount }

  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    window.copyDocuments(of: candidates)
    if let filter { try window.keep(filter) }
    if scoring { window.clearScores() }
  }

  func score() throws(CodecError) -> Double { 0 }

  func matched() throws(CodecError) -> Clause { clause }

  func explain() throws(SearchError) -> Explanation {
    let summary =
      switch clause.content {
      case .values: "the value is in the range: adds nothing"
      case _ where clause.field != nil: "has the field: adds nothing"
      default: "every document: adds nothing"
      }
    return Explanation(value: 0, summary: summary)
  }
}
