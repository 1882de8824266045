import QuernCodec
import QuernIndex
import QuernModel

extension Explainer {
  /// The contribution of a word that several fields score as one (BM25F); `nil` where there is none.
  func explainCombined(_ group: PlannedGroup) throws(SearchError) -> Explanation? {
    let members = group.members.filter(\.isCombined)
    var bases: [WordScorer] = []
    var score = 0.0
    var fields: [Explanation] = []
    for member in members {
      guard let field = segment.field(member.field),
        var word = try GroupScorer.openWord(member, field, number, bases)
      else { continue }
      try reading { () throws(CodecError) in
        try word.seek(to: document)
        guard word.document == document else { return }
        score += Double(try word.score())
        let (frequency, code) = try word.occurrence()
        fields.append(explainShare(of: member, Double(frequency), code))
      }
      bases.append(word)
    }
    guard let first = members.first, !fields.isEmpty else { return nil }
    let sum = fields.reduce(0) { $0 + $1.value }
    var factors = explainFactors(of: group)
    let frequency = members.compactMap { $0.words.first?.documentFrequency }.max() ?? 0
    factors.append(
      Explanation(value: first.idf, summary: "idf \(readable(first.idf)), of n \(frequency)"))
    factors.append(explainSaturation(ofSum: sum, fields))
    return Explanation(
      value: score,
      summary: "\(Self.name(of: group.clause.content)) in \(fields.count) of "
        + "\(members.count) fields: " + (factors.count > 2 ? "weight × " : "") + "idf × tf part",
      details: factors)
  }

  /// What the occurrences in a field count, before saturation.
  private func explainShare(
    of member: PlannedMember, _ frequency: Double, _ lengthCode: UInt8
  ) -> Explanation {
    let length = LengthCode.decode(lengthCode)
    let average = member.statistics.averageLength
    let norm = model.norm(length: length, averageLength: average)
    let value = member.fieldWeight * frequency / norm
    return Explanation(
      value: value,
      summary: "\(member.field): \(readable(value)) = weight \(readable(member.fieldWeight)) · tf "
        + "\(readable(frequency)) / (k1 \(readable(model.k1)) · (1 − b \(readable(model.b)) + b "
        + "\(readable(model.b)) · dl \(length) / avgdl \(readable(average))))")
  }

  private func explainSaturation(ofSum sum: Double, _ fields: [Explanation]) -> Explanation {
    // Without k1 any occurrence is as good as all.
    guard sum.isFinite else { return Explanation(value: model.k1 + 1, summary: "tf part, k1 0") }
    let rest = (model.k1 + 1) / (1 + sum)
    return Explanation(
      value: sum * rest,
      summary: "tf part \(readable(sum * rest)) = x × (k1 + 1) / (1 + x)",
      details: [
        Explanation(
          value: sum, summary: "x \(readable(sum)) = sum over the fields", details: fields),
        Explanation(
          value: rest,
          summary: "(k1 \(readable(model.k1)) + 1) / (1 + x) = \(readable(rest))"),
      ])
  }
}
