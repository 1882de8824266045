import Foundation

/// How good ranked lists are, query by query.
struct Judgement {
  /// The normalised discounted cumulative gain of the first ten: nDCG@10 (Järvelin and Kekäläinen,
  /// TOIS 2002), with the relevance itself as gain, as trec_eval has it.
  private(set) var gains: [Double] = []

  /// 1 / rank of the first relevant document among ten, else 0; its mean is MRR@10.
  private(set) var reciprocalRanks: [Double] = []

  private static let depth = 10

  /// Judges the list of the next query.
  ///
  /// - Parameters:
  ///   - keys: the documents that were found, the best first.
  ///   - relevances: the relevance of each document that was judged relevant, above 0.
  mutating func add(_ keys: [String], _ relevances: [String: Int]) {
    let found = keys.prefix(Self.depth).map { Double(relevances[$0] ?? 0) }
    let ideal = relevances.values.map { Double($0) }.sorted(by: >).prefix(Self.depth)
    let best = Self.discounted(Array(ideal))
    gains.append(best > 0 ? Self.discounted(found) / best : 0)
    reciprocalRanks.append(found.firstIndex { $0 > 0 }.map { 1 / Double($0 + 1) } ?? 0)
  }

  private static func discounted(_ gains: [Double]) -> Double {
    gains.enumerated().reduce(0) { $0 + $1.element / log2(Double($1.offset + 2)) }
  }
}
