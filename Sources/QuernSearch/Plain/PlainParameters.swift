package import QuernIndex
import QuernModel

/// How a query of plain words is asked: what ``SearchParameters`` says, of one field or of two that are
/// scored as one (BM25F).
package struct PlainParameters {
  /// The only field that is searched, or the longer one of two, and how much it counts.
  package private(set) var field: SnapshotField
  package private(set) var fieldWeight: Float

  /// The shorter field, if there are two.
  package private(set) var shorter: SnapshotField?
  package private(set) var shorterWeight: Float = 0

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

  /// Searches another field too.
  ///
  /// - Returns: whether words of two fields are scored as one.
  package mutating func add(_ other: SnapshotField, weight: Float) -> Bool {
    guard ranking == .bm25f, shorter == nil, weight > 0, weight.isFinite else { return false }
    guard other.statistics.documentCount > 0 else { return true }
    let (own, others) = (field.statistics.tokenCount, other.statistics.tokenCount)
    // The order of the planner, which sums follow.
    if own > others || (own == others && field.name < other.name) {
      (shorter, shorterWeight) = (other, weight)
    } else {
      (shorter, shorterWeight) = (field, fieldWeight)
      (field, fieldWeight) = (other, weight)
    }
    return true
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
