#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A measure of how good a list of results is, from 0 to 1.
package enum Measure: String, Sendable, CaseIterable {
  /// The normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, TOIS 2002),
  /// with the relevance itself as gain and log2(rank + 1) as discount, as trec_eval has it.
  case gain = "nDCG@10"

  /// The mean of the precision at each relevant document, over all relevant ones: average precision,
  /// whose mean is MAP.
  case averagePrecision = "MAP"

  /// The share of the relevant documents that is among the first hundred.
  case recall = "R@100"

  /// 1 / rank of the first relevant document among ten, else 0.
  case reciprocalRank = "MRR@10"

  /// The share of relevant documents among the first ten.
  case precision = "P@10"

  /// Measures a list.
  ///
  /// - Parameters:
  ///   - list: keys, the best first.
  ///   - relevances: the judged documents; those that are missing are not relevant.
  /// - Complexity: O(*list* + *judged* · log *judged*).
  package func value(of list: [String], _ relevances: [String: Int]) -> Double {
    let relevantCount = relevances.values.count { $0 > 0 }
    guard relevantCount > 0 else { return 0 }
    let found = list.map { max(0, relevances[$0] ?? 0) }
    switch self {
    case .gain: return Self.gain(found.prefix(10), relevances)
    case .averagePrecision: return Self.averagePrecision(found, relevantCount)
    case .recall:
      return Double(found.prefix(100).count { $0 > 0 }) / Double(relevantCount)
    case .reciprocalRank:
      return found.prefix(10).firstIndex { $0 > 0 }.map { 1 / Double($0 + 1) } ?? 0
    case .precision: return Double(found.prefix(10).count { $0 > 0 }) / 10
    }
  }

  private static func gain(_ found: ArraySlice<Int>, _ relevances: [String: Int]) -> Double {
    let ideal = relevances.values.filter { $0 > 0 }.sorted(by: >).prefix(10)
    return discounted(found) / discounted(ideal)
  }

  private static func discounted(_ gains: ArraySlice<Int>) -> Double {
    gains.enumerated().reduce(0) { sum, gain in
      sum + Double(gain.element) / log2(Double(gain.offset + 2))
    }
  }

  private static func averagePrecision(_ found: [Int], _ relevantCount: Int) -> Double {
    var sum = 0.0
    var hits = 0
    for (index, relevance) in found.enumerated() where relevance > 0 {
      hits += 1
      sum += Double(hits) / Double(index + 1)
    }
    return sum / Double(relevantCount)
  }
}
