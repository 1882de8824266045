package import QuernIndex
import QuernModel

/// How a query of plain words is asked: what ``SearchParameters`` says, of one field.
package struct PlainParameters {
  /// The only field that is searched, and how much it counts.
  package let field: SnapshotField
  package let fieldWeight: Float

  package let limit: Int
  package let offset: Int
  package let model: BM25
  package let ranking: Ranking
  package let countsTotal: Bool

  /// Takes values that ``SearchParameters/validate()`` would take; `nil` for others, so that it says what
  /// is wrong with them.
  package init?(
    field: SnapshotField, fieldWeight: Float, limit: Int, offset: Int, k1: Float, b: Float,
    ranking: Ranking, countsTotal: Bool
  ) {
    let most = SearchParameters.maximumListCount
    guard fieldWeight > 0, fieldWeight.isFinite, field.statistics.documentCount > 0,
      0 <= limit, limit <= most, 0 <= offset, offset <= most - limit,
      k1 >= 0, k1.isFinite, b >= 0, b <= 1
    else { return nil }
    self.field = field
    self.fieldWeight = fieldWeight
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

  /// What a word counts that so many documents have.
  func weight(_ documentFrequency: UInt64, multiplicity: Int, _ norms: NormTable) -> TermWeight {
    let idf = BM25.idf(
      documentFrequency: documentFrequency, documentCount: field.statistics.documentCount)
    let factor = Double(multiplicity)
    return TermWeight(
      model, weight: ranking == .bm25f ? factor : Double(fieldWeight) * factor, idf: idf,
      norms: norms)
  }
}
