import Foundation
import QuernAnalysis
import Testing
import QuernTestSupport

@Suite struct OwnBreakerTests {
  @Test(.enabled(if: BreakerComparison.isOfThisICU), arguments: NastyText.allCases)
  func `random strings have the words of ICU`(kind: NastyText) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var comparison = try BreakerComparison()
    var differences: [String] = []
    let count = BreakerComparison.isSlow ? 1_000_000 : 25_000
    for _ in 0..<count {
      let text = kind.string(upTo: 40, using: &random)
      if let difference = comparison.difference(text) { differences.append(difference) }
    }
    print("\(kind): \(differences.count) of \(count) random strings differ, seed \(seed)")
    let areEqual = differences.isEmpty
    #expect(areEqual, "seed \(seed): \(differences.count): \(differences.prefix(10))")
  }

  @Test(arguments: [
    ("a@b", ["a@b"]), ("10:30 a:b", ["10", "30", "a", "b"]), ("a가0", ["a", "가", "0"]),
    ("東京に行く", ["東京", "に", "行く"]), ("𗀀𗀁", ["𗀀", "𗀁"]),
    ("_", []), ("__", ["__"]), ("a_\u{301}", []), ("가\u{301}", []), ("א'\u{301}", []),
    ("a\u{200D}🛑", []), (" \u{200D}ℹ", [" \u{200D}ℹ"]), ("!  \u{200D}ℹ", ["  \u{200D}ℹ"]),
  ])
  func `the examples of the documentation hold`(text: String, words: [String]) {
    var breaker = UnicodeWordBreaker()
    var some: [Range<Int>] = []
    let bytes = Array(text.utf8)
    let found = BreakerComparison.words(text, &breaker, &some)
    #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == words)
  }
}
