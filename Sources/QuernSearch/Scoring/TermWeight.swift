import QuernModel

/// Gives the score that a term, or a phrase, of one field contributes to a document.
///
/// Computed as `w − w / (1 + tf / norm)` with `w = weight · idf · (k1 + 1)`, each step in Float. Each
/// step is monotonic under IEEE rounding: the score never falls as tf rises or as the length falls.
/// So the best impact of a list gives a bound that no document of the list exceeds, not even by one
/// ulp (the way of Lucene's BM25Similarity).
///
/// Every contribution is a multiple of 2⁻²⁵ · w, rounded down to a power of two: `w / (1 + …)` has
/// that many places where it is above w / 2, and the difference has them where it is not. Hence
/// Doubles hold sums of contributions exactly, in whatever order they are added, as long as no
/// weight is smaller than 2⁻²⁷ of all weights together (``isExact(_:)``).
struct TermWeight: Sendable {
  let weight: Float
  let norms: NormTable

  /// Takes the weight of the field times the number of times the term was asked for, and the
  /// term's idf: of a phrase, the sum of its words' idf.
  init(_ model: BM25, weight: Double, idf: Double, norms: NormTable) {
    // A score must stay a number, whatever weights a user sets: the sum over 2²⁰ words and fields.
    let most = Double(Float.greatestFiniteMagnitude) * 0x1p-20
    self.weight = Float(min(weight * idf * (model.k1 + 1), most))
    self.norms = norms
  }

  /// The same weight in another field.
  func with(_ norms: NormTable) -> TermWeight { TermWeight(weight: weight, norms: norms) }

  private init(weight: Float, norms: NormTable) { (self.weight, self.norms) = (weight, norms) }

  /// The contribution of a term that occurs `frequency` times (from 1) in a field.
  func score(frequency: UInt64, lengthCode: UInt8) -> Float {
    score(ratio: Float(frequency) * norms.inverse(lengthCode))
  }

  /// The contribution of a term with this ratio of frequency and norm.
  @inline(__always)
  func score(ratio: Float) -> Float { weight - weight / (1 + ratio) }

  /// What a field with this ratio adds to the score of a document in which other fields have the ratio
  /// `base` already: BM25F, added up field by field.
  ///
  /// At most what the field alone would score, so that its bounds hold; never below 0.
  @inline(__always)
  func addition(ratio: Float, base: Float) -> Float {
    min(score(ratio: ratio), score(ratio: base + ratio) - score(ratio: base))
  }

  /// The highest score of any document that one of these impacts dominates; 0 where there is none.
  func bound(_ impacts: [Impact]) -> Float {
    var best: Float = 0
    for impact in impacts {
      best = max(
        best, score(frequency: UInt64(impact.frequency), lengthCode: impact.lengthCode))
    }
    return best
  }

  /// Whether sums of contributions under these weights do not depend on the order of adding.
  static func isExact(_ weights: some Sequence<Float>) -> Bool {
    var (sum, least) = (0.0, Double.infinity)
    for weight in weights where weight > 0 {
      sum += Double(weight)
      least = min(least, Double(weight))
    }
    return isExact(sum: sum, least: least)
  }

  /// The same of the sum of all weights and the least of them that is above 0.
  static func isExact(sum: Double, least: Double) -> Bool { sum <= least * 0x1p27 }
}
