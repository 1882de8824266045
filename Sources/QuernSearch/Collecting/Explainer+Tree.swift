import QuernCodec
import QuernIndex
import QuernModel

extension Explainer {
  /// The contribution of words that are scored as one term.
  func explain(
    _ scoring: PlannedScoring, name: String, score: Float, frequency: Float, lengthCode: UInt8,
    idf: Explanation, closeness: Double = 1
  ) -> Explanation {
    var factors: [Explanation] = []
    if scoring.fieldWeight != 1 {
      factors.append(
        Explanation(
          value: scoring.fieldWeight, summary: "weight of the field \(scoring.field)"))
    }
    let boost = scoring.boost / closeness
    if boost != 1 { factors.append(Explanation(value: boost, summary: "boost")) }
    if closeness != 1 {
      factors.append(
        Explanation(value: closeness, summary: "closeness 1 − edits / length of the word"))
    }
    let hasWeight = !factors.isEmpty
    factors.append(idf)
    factors.append(
      explainSaturation(scoring.statistics, Double(frequency), lengthCode))
    return Explanation(
      value: Double(score),
      summary: "\(name) in \(scoring.field): "
        + (hasWeight ? "weight × idf × tf part" : "idf × tf part"),
      details: factors)
  }

  /// The idf of words near each other: the sum over the words.
  func explainIDF(of member: PlannedProximity.Member) -> Explanation {
    let count = member.scoring.statistics.documentCount
    let details = member.matcher.places.map { place in
      let frequency = member.words[place].documentFrequency
      let value = BM25.idf(documentFrequency: frequency, documentCount: count)
      return Explanation(value: value, summary: Self.idf(value, count, frequency))
    }
    return Explanation(
      value: member.scoring.idf, summary: "idf = sum over the words", details: details)
  }

  /// The idf of a pattern: that of its most frequent word.
  func explainIDF(of member: PlannedPattern.Member) -> Explanation {
    let frequency = member.terms.map(\.documentFrequency).max() ?? 0
    let idf = Self.idf(member.scoring.idf, member.scoring.statistics.documentCount, frequency)
    return Explanation(
      value: member.scoring.idf,
      summary: member.terms.count == 1 ? idf : "of the most frequent word: \(idf)")
  }

  /// The words of a pattern that a document has, the first ten of them.
  func words(of member: PlannedPattern.Member) throws(SearchError) -> String {
    guard let field = segment.field(member.scoring.field) else { return "" }
    var words: [String] = []
    for term in member.terms {
      guard let entry = term.entries[number] else { continue }
      var cursor = try TermCursor(field, entry)
      try reading { () throws(CodecError) in try cursor.seek(to: document) }
      guard cursor.document == document else { continue }
      guard words.count < 10 else {
        words.append("…")
        break
      }
      words.append(String(decoding: term.term, as: UTF8.self))
    }
    return words.joined(separator: ", ")
  }

  /// What several fields or words add up to.
  static func sum(_ details: [Explanation], name: String) -> Explanation {
    if details.count == 1 { return details[0] }
    return Explanation(
      value: details.reduce(0) { $0 + $1.value }, summary: "\(name): sum over what matches",
      details: details)
  }
}
