import QuernModel

/// Gives the score that a term, or a phrase, of one field contributes to a document.
///
/// Computed as `w − w / (1 + tf / norm)` with `w = weight · idf · (k1 + 1)`. Each step of it is
/// monotonic under IEEE rounding: the score never falls as tf rises or as the length falls. So the
/// best impact of a list gives a bound that no document of the list exceeds, not even by one ulp
/// (the way of Lucene's BM25Similarity). The arithmetic is Double, and the contribution is rounded
/// once to Float.
struct TermWeight: Sendable {
  private let weight: Double
  private let norms: NormTable

  /// Takes the weight of the field times the number of times the term was asked for, and the
  /// term's idf: of a phrase, the sum of its words' idf.
  init(_ model: BM25, weight: Double, idf: Double, norms: NormTable) {
    // A score must stay a number, whatever weights a user sets: the sum over 2²⁰ words and fields.
    let most = Double(Float.greatestFiniteMagnitude) * 0x1p-20
    self.weight = min(weight * idf * (model.k1 + 1), most)
    self.norms = norms
  }

  /// The contribution of a term that occurs `frequency` times (from 1) in a field.
  func score(frequency: UInt64, lengthCode: UInt8) -> Float {
    let ratio = Double(frequency) * norms.inverses[Int(lengthCode)]
    return Float(weight - weight / (1 + ratio))
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
}
