import QuernCodec
import QuernIndex
import QuernModel

/// All documents of a segment, those with a field, or those with a value in a range; without a score.
final class DocumentsCursor: TreeCursor {
  /// Where the documents come from.
  enum Source {
    case all
    case field(LengthReader)
    case values(any MatchingDocuments)
  }

  private(set) var document: UInt32
  private var source: Source
  private let allCount: UInt32
  private let clause: Clause

  static func open(
    _ planned: PlannedDocuments, _ segment: TreeSegment
  ) throws(SearchError) -> DocumentsCursor? {
    let clause = planned.clause
    var source = Source.all
    if case .values(let range) = clause.content, let field = clause.field {
      guard
        let documents = try segment.values?.documents(of: field, in: range, segment.reader)
      else { return nil }
      source = .values(documents)
    } else if let field = clause.field {
      guard let reader = segment.reader.field(field) else { return nil }
      source = .field(reader.lengths)
    }
    let cursor = DocumentsCursor(source, segment.reader.documentCount, clause)
    try reading { () throws(CodecError) in try cursor.move(to: 0) }
    return cursor
  }

  private init(_ source: Source, _ documentCount: UInt32, _ clause: Clause) {
    self.source = source
    allCount = documentCount
    self.clause = clause
    document = 0
  }

  func seek(to target: UInt32) throws(CodecError) {
    if target > document { try move(to: target) }
  }

  private func move(to target: UInt32) throws(CodecError) {
    document = target < allCount ? target : end
    switch source {
    case .all: break
    case .field(let lengths):
      while document != end, try lengths.code(of: document) == 0 {
        document = document + 1 < allCount ? document + 1 : end
      }
    case .values(var documents):
      try documents.seek(to: target)
      source = .values(documents)
      document = documents.document
    }
  }

  var documentCount: Int { Int(allCount) }
  var cost: Int { documentCount }

  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    if case .all = source {
      window.copyDocuments(of: candidates)
      if scoring { window.clearScores() }
    } else {
      try fillOneByOne(window, within: candidates, scoring: scoring)
    }
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
