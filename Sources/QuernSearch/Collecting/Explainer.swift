import QuernCodec
import QuernIndex
import QuernModel

/// Writes down how the score of one document comes about.
struct Explainer {
  let model: BM25
  let segment: SegmentReader
  let number: Int
  let document: UInt32

  init(
    _ parameters: SearchParameters, _ segment: SegmentReader, _ number: Int, _ document: DocumentID
  ) {
    model = BM25(k1: Double(parameters.k1), b: Double(parameters.b))
    self.segment = segment
    self.number = number
    self.document = document.rawValue
  }

  /// Why the document is not found; `nil` where it is.
  func mismatch(_ plan: QueryPlan) throws(SearchError) -> String? {
    if plan.emptyReason != nil { return "no document matches" }
    if segment.isDeleted(DocumentID(rawValue: document)) { return "the document was deleted" }
    for condition in plan.conditions.all {
      let filter = ConditionFilter(
        [condition], inSegment: number, documentCount: segment.documentCount)
      let isMet = try reading { () throws(CodecError) in
        try filter?.accepts(document) ?? false
      }
      if !isMet { return "does not meet the condition on \(condition.clause.field ?? .text)" }
    }
    for group in plan.required where try !matches(group) {
      return "lacks \(Self.name(of: group.clause.content))"
    }
    for group in plan.prohibited where try matches(group) {
      return "has \(Self.name(of: group.clause.content)), which is not wanted"
    }
    if !plan.required.isEmpty { return nil }
    for group in plan.optional where try matches(group) { return nil }
    return "has none of the words"
  }

  private func matches(_ group: PlannedGroup) throws(SearchError) -> Bool {
    guard var leaf = try GroupScorer.open(group, in: segment, number: number) else { return false }
    try reading { () throws(CodecError) in try leaf.seek(to: document) }
    return leaf.document == document
  }

  /// The contribution of a group; `nil` where the document does not match it.
  func explain(_ group: PlannedGroup) throws(SearchError) -> Explanation? {
    var details = [try explainCombined(group)].compactMap(\.self)
    for member in group.members where !member.isCombined {
      if let detail = try explain(member, of: group) { details.append(detail) }
    }
    guard details.count > 1 else { return details.first }
    return Explanation(
      value: details.reduce(0) { $0 + $1.value },
      summary: "\(Self.name(of: group.clause.content)): sum over its fields", details: details)
  }

  private func explain(
    _ member: PlannedMember, of group: PlannedGroup
  ) throws(SearchError) -> Explanation? {
    guard let (score, frequency, lengthCode) = try evaluate(member) else { return nil }
    var factors: [Explanation] = []
    if member.fieldWeight != 1 {
      factors.append(
        Explanation(value: member.fieldWeight, summary: "weight of the field \(member.field)"))
    }
    factors += explainFactors(of: group)
    factors.append(explainIDF(member))
    factors.append(explainSaturation(member.statistics, Double(frequency), lengthCode))
    return Explanation(
      value: Double(score),
      summary: "\(Self.name(of: group.clause.content(in: member.field))) in \(member.field): "
        + (factors.count > 2 ? "weight × idf × tf part" : "idf × tf part"),
      details: factors)
  }

  /// What a clause counts beside its fields.
  func explainFactors(of group: PlannedGroup) -> [Explanation] {
    var factors: [Explanation] = []
    if group.clause.boost != 1 {
      factors.append(Explanation(value: Double(group.clause.boost), summary: "boost"))
    }
    if group.multiplicity > 1 {
      factors.append(
        Explanation(value: Double(group.multiplicity), summary: "times it stands in the query"))
    }
    return factors
  }

  /// Moves the member's lists to the document; `nil` where it does not match.
  private func evaluate(
    _ member: PlannedMember
  ) throws(SearchError) -> (score: Float, frequency: UInt64, lengthCode: UInt8)? {
    guard let field = segment.field(member.field) else { return nil }
    if member.isPhrase {
      guard var phrase = try GroupScorer.openPhrase(member, field, number) else { return nil }
      return try reading { () throws(CodecError) in
        try phrase.seek(to: document)
        guard phrase.document == document else { return nil }
        let (frequency, code) = try phrase.occurrence()
        return (try phrase.score(), frequency, code)
      }
    }
    guard var word = try GroupScorer.openWord(member, field, number) else { return nil }
    return try reading { () throws(CodecError) in
      try word.seek(to: document)
      guard word.document == document else { return nil }
      let (frequency, code) = try word.occurrence()
      return (try word.score(), frequency, code)
    }
  }

  private func explainIDF(_ member: PlannedMember) -> Explanation {
    let count = member.statistics.documentCount
    guard member.isPhrase else {
      let frequency = member.words.first?.documentFrequency ?? 0
      return Explanation(value: member.idf, summary: Self.idf(member.idf, count, frequency))
    }
    let details = member.words.flatMap { word in
      let value = BM25.idf(documentFrequency: word.documentFrequency, documentCount: count)
      let detail = Explanation(
        value: value, summary: Self.idf(value, count, word.documentFrequency))
      return Array(repeating: detail, count: word.offsets.count)
    }
    return Explanation(
      value: member.idf, summary: "idf of the phrase = sum over its words", details: details)
  }

  static func idf(_ value: Double, _ count: UInt64, _ frequency: UInt64) -> String {
    "idf \(readable(value)) = ln(1 + (N \(count) − n \(frequency) + ½) / (n \(frequency) + ½))"
  }

  func explainSaturation(
    _ statistics: FieldStatistics, _ frequency: Double, _ lengthCode: UInt8
  ) -> Explanation {
    let length = LengthCode.decode(lengthCode)
    let average = statistics.averageLength
    let norm = model.norm(length: length, averageLength: average)
    let value = model.saturation(frequency: frequency, norm: norm)
    let tf = readable(frequency)
    let (k1, b) = (readable(model.k1), readable(model.b))
    return Explanation(
      value: value,
      summary: "tf part \(readable(value)) = (k1 \(k1) + 1) · tf \(tf) / (tf \(tf) "
        + "+ k1 \(k1) · (1 − b \(b) + b \(b) · dl \(length) / avgdl \(readable(average))))")
  }

  /// The terms as they stand in the index; `|` separates those of one word.
  static func name(of content: Clause.Content) -> String {
    switch content {
    case .word(let terms): "“\(name(of: [terms]))”"
    case .phrase(let words): "“\(name(of: words.map(\.terms)))”"
    case .proximity(.sloppy(let words, let slop)): "“\(name(of: words.map(\.terms)))”~\(slop)"
    case .proximity(.window(let words, let gaps, let ordered)):
      "NEAR(\(name(of: words)), \(gaps)\(ordered ? ", ordered" : ""))"
    case .pattern(let pattern): "“\(pattern.text)”"
    case .all: "*"
    case .values(let range): QueryExpression(.values(range)).description
    case .group: "the group"
    }
  }

  private static func name(of words: [[[UInt8]]]) -> String {
    words.map { terms in
      terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    }.joined(separator: " ")
  }
}
