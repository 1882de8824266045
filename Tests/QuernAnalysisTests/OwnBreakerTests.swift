import Foundation
import QuernAnalysis
import Testing

@Suite struct OwnBreakerTests {
  @Test(.enabled(if: BreakerComparison.isOfThisICU), arguments: NastyText.allCases)
  func `random strings have the words of ICU`(kind: NastyText) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    var comparison = try BreakerComparison()
    var differences: [String] = []
    for _ in 0..<(BreakerComparison.isSlow ? 1_000_000 : 25_000) {
      let text = kind.string(upTo: 40, using: &random)
      if let difference = comparison.difference(text) { differences.append(difference) }
    }
    let areEqual = differences.isEmpty
    #expect(areEqual, "seed \(seed): \(differences.count): \(differences.prefix(10))")
  }
}
