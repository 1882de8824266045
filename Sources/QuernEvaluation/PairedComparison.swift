/// Two ways to ask the same queries, query by query.
package struct PairedComparison: Sendable {
  /// The means of the first way and of the second.
  package let means: (first: Double, second: Double)

  /// For how many queries the second way is better, and worse.
  package let betterCount: Int
  package let worseCount: Int

  /// How likely a difference of the means at least as great is where both ways are equally good: a
  /// paired randomisation test, two-sided (Smucker, Allan and Carterette, CIKM 2007).
  package let chance: Double

  /// How often signs are drawn: the standard error of ``chance`` is at most .005.
  package static let trialCount = 10_000

  /// - Precondition: both have one value for each query.
  /// - Complexity: O(queries · ``trialCount``).
  package init(_ first: [Double], _ second: [Double]) {
    precondition(first.count == second.count, "each query has two values")
    let count = Double(max(1, first.count))
    means = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    // Queries of equal value change no sum, whatever their sign.
    let differences = zip(first, second).map { $1 - $0 }.filter { $0 != 0 }
    betterCount = differences.count { $0 > 0 }
    worseCount = differences.count { $0 < 0 }
    let found = abs(differences.reduce(0, +))
    var random = SplitMix(seed: 1)
    var extreme = 0
    for _ in 0..<Self.trialCount where Self.drawnSum(differences, &random) >= found - 1e-9 {
      extreme += 1
    }
    chance = Double(extreme) / Double(Self.trialCount)
  }

  /// The size of the sum with a random sign for each number.
  ///
  /// Sums of the same numbers in another
  /// order of signs differ in their last bits.
  private static func drawnSum(_ differences: [Double], _ random: inout SplitMix) -> Double {
    var sum = 0.0
    var bits: UInt64 = 0
    for (index, difference) in differences.enumerated() {
      if index & 63 == 0 { bits = random.next() }
      sum += bits & 1 == 0 ? difference : -difference
      bits >>= 1
    }
    return abs(sum)
  }

  /// Whether the second way is worse than the first, and not by chance.
  package var isWorse: Bool { means.second < means.first && chance < 0.05 }
}
