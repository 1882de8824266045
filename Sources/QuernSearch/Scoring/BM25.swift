/// The ranking function BM25 (Robertson, Walker, Jones, Hancock-Beaulieu, Gatford: "Okapi at TREC-3",
/// 1994), with an inverse document frequency that never falls below 0, as in Lucene.
///
/// `score = weight · idf · (k1 + 1) · tf / (tf + k1 · (1 − b + b · dl / avgdl))`
package struct BM25: Sendable, Hashable {
  /// How soon further occurrences of a word stop counting; ≥ 0 and finite.
  package let k1: Double

  /// How much a long text is held against a document; 0 … 1.
  package let b: Double

  package init(k1: Double, b: Double) {
    precondition(k1 >= 0 && k1.isFinite && b >= 0 && b <= 1, "k1 ≥ 0, 0 ≤ b ≤ 1")
    self.k1 = k1
    self.b = b
  }

  /// The weight of a term that `documentFrequency` of `documentCount` documents have:
  /// `ln(1 + (N − n + ½) / (n + ½))`.
  ///
  /// A damaged index may say n > N; that counts as n = N.
  package static func idf(documentFrequency: UInt64, documentCount: UInt64) -> Double {
    let n = Double(min(documentFrequency, documentCount))
    return logarithm(1 + (Double(documentCount) - n + 0.5) / (n + 0.5))
  }

  /// `k1 · (1 − b + b · dl / avgdl)`.
  package func norm(length: UInt32, averageLength: Double) -> Double {
    let share = averageLength > 0 ? Double(length) / averageLength : 1
    return k1 * (1 - b + b * share)
  }

  /// `(k1 + 1) · tf / (tf + norm)`.
  package func saturation(frequency: Double, norm: Double) -> Double {
    (k1 + 1) * frequency / (frequency + norm)
  }
}
