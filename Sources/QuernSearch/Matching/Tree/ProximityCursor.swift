import QuernCodec
import QuernIndex
import QuernModel

/// Words near each other, over the fields in which they are looked for.
final class ProximityCursor: TreeCursor {
  private(set) var document: UInt32
  private var scorers: [ProximityScorer]
  private let clause: Clause
  private let segment: TreeSegment

  static func open(
    _ planned: PlannedProximity, _ segment: TreeSegment
  ) throws(SearchError) -> ProximityCursor? {
    var scorers: [ProximityScorer] = []
    for member in planned.members {
      guard let field = segment.reader.field(member.scoring.field) else { continue }
      if let scorer = try ProximityScorer.open(member, field, segment.number) {
        scorers.append(scorer)
      }
    }
    return scorers.isEmpty ? nil : ProximityCursor(scorers, planned.clause, segment)
  }

  private init(_ scorers: [ProximityScorer], _ clause: Clause, _ segment: TreeSegment) {
    self.scorers = scorers
    self.clause = clause
    self.segment = segment
    document = scorers.map(\.document).min() ?? TermCursor.end
  }

  func seek(to target: UInt32) throws(CodecError) {
    guard target > document else { return }
    document = end
    for index in scorers.indices {
      try scorers[index].seek(to: target)
      document = min(document, scorers[index].document)
    }
  }

  var cost: Int { scorers.reduce(0) { $0 + $1.cost } }
  var documentCount: Int { Int(segment.reader.documentCount) }

  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    try fillOneByOne(window, within: candidates, scoring: scoring)
  }

  func score() throws(CodecError) -> Double {
    var sum = 0.0
    for index in scorers.indices where scorers[index].document == document {
      sum += Double(try scorers[index].score())
    }
    return sum
  }

  func matched() throws(CodecError) -> Clause { clause }

  func explain() throws(SearchError) -> Explanation {
    var details: [Explanation] = []
    for index in scorers.indices where scorers[index].document == document {
      let explainer = segment.explainer(document)
      let (frequency, code, score) = try reading { () throws(CodecError) in
        (scorers[index].frequency, try scorers[index].lengthCode(), try scorers[index].score())
      }
      let member = scorers[index].member
      details.append(
        explainer.explain(
          member.scoring, name: Explainer.name(of: clause.content(in: member.scoring.field)),
          score: score, frequency: frequency, lengthCode: code,
          idf: explainer.explainIDF(of: member)))
    }
    return Explainer.sum(details, name: Explainer.name(of: clause.content))
  }
}
