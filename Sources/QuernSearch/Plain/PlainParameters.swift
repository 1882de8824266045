package import QuernIndex
import QuernModel

/// How a query of plain words is asked: what ``SearchParameters`` says, of one field or of two that are
/// scored as one (BM25F).
package struct PlainParameters: ~Copyable {
  /// The only field that is searched, or the longer one of two, and how much it counts.
  package let field: SnapshotField
  package let fieldWeight: Float

  /// The shorter field, if there are two.
  package let shorter: SnapshotField?
  package let shorterWeight: Float

  package let limit: Int
  package let offset: Int
  package let model: BM25
  package let ranking: Ranking
  package let countsTotal: Bool

  /// Takes values that ``SearchParameters/validate()`` would take; `nil` for others, so that it says what
  /// is wrong with them, and for two fields that are not scored as one.
  package init?(
    field: SnapshotField, fieldWeight: Float, with other: (field: SnapshotField, weight: Float)?,
    limit: Int, offset: Int, k1: Float, b: Float, ranking: Ranking, countsTotal: Bool
  ) {
    guard SearchParameters.allowsWeight(fieldWeight), field.statistics.documentCount > 0,
      SearchParameters.limits.contains(limit),
      SearchParameters.offsets(limit: limit).contains(offset), SearchParameters.allowsK1(k1),
      SearchParameters.allowsB(b)
    else { return nil }
    if let other {
      guard ranking == .bm25f, SearchParameters.allowsWeight(other.weight),
        other.field.statistics.documentCount > 0
      else { return nil }
      // The order of the planner, which sums follow.
      let (own, others) = (field.statistics.tokenCount, other.field.statistics.tokenCount)
      let isLonger = own == others ? field.name < other.field.name : own > others
      self.field = isLonger ? field : other.field
      self.fieldWeight = isLonger ? fieldWeight : other.weight
      shorter = isLonger ? other.field : field
      shorterWeight = isLonger ? other.weight : fieldWeight
    } else {
      (self.field, self.fieldWeight, shorter, shorterWeight) = (field, fieldWeight, nil, 0)
    }
    self.limit = limit
    self.offset = offset
    model = BM25(k1: Double(k1), b: Double(b))
    self.ranking = ranking
    self.countsTotal = countsTotal
  }

  /// The norms of the field: under BM25F the weight of the field is in them.
  var norms: NormTable {
    NormTable(
      model, averageLength: field.statistics.averageLength,
      scale: ranking == .bm25f ? Double(fieldWeight) : 1)
  }

  /// Those of the shorter one of two fields.
  var shorterNorms: NormTable? {
    shorter.map {
      NormTable(
        model, averageLength: $0.statistics.averageLength, scale: Double(shorterWeight))
    }
  }

  /// What a word counts that so many documents have, in the field that most of them have it in.
  func weight(_ documentFrequency: UInt64, multiplicity: Int, _ norms: NormTable) -> TermWeight {
    let count = max(
      field.statistics.documentCount, shorter?.statistics.documentCount ?? 0)
    let idf = BM25.idf(documentFrequency: documentFrequency, documentCount: count)
    let factor = Double(multiplicity)
    return TermWeight(
      model, weight: ranking == .bm25f ? factor : Double(fieldWeight) * factor, idf: idf,
      norms: norms)
  }
}
