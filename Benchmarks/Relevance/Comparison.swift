/// The same queries asked in two ways.
struct Comparison {
  let means: [Double]
  let betterCount: Int
  let worseCount: Int

  /// How likely a difference of the means at least as great is where both ways are equally good: a
  /// paired randomisation test, two-sided (Smucker, Allan and Carterette, CIKM 2007).
  let chance: Double

  private static let trialCount = 10_000

  /// - Parameter values: a measure of each query, in the first way, …, in the last: these two are
  ///   compared.
  init(_ values: [[Double]]) {
    means = values.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    let differences = zip(values.first ?? [], values.last ?? []).map { $1 - $0 }
    betterCount = differences.count { $0 > 0 }
    worseCount = differences.count { $0 < 0 }
    let found = abs(differences.reduce(0, +))
    var random = SplitMix(state: 1)
    var count = 0
    for _ in 0..<Self.trialCount {
      let sum = differences.reduce(0) { $0 + (random.next() & 1 == 0 ? $1 : -$1) }
      // Sums of the same numbers in another sign differ in their last bits.
      if abs(sum) >= found - 1e-9 { count += 1 }
    }
    chance = Double(count) / Double(Self.trialCount)
  }

  /// Whether the last way is worse than the first, and not by chance.
  var isWorse: Bool { (means.last ?? 0) < (means.first ?? 0) && chance < 0.05 }
}
