import QuernModel
import QuernTestSupport
import Testing

@testable import QuernIndex

struct SegmentKeysTests {
  @Test func `the last document of a key is that of a dictionary`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var keys = SegmentKeys()
    var expected: [DocumentKey: UInt32] = [:]
    for document in 0..<3_000 as Range<UInt32> {
      let number = Int.random(in: 0..<2_000, using: &random)
      // Equal as texts, unequal as keys.
      let key = DocumentKey((number % 2 == 0 ? "e\u{301}" : "é") + "\(number / 2)")
      #expect(keys.last(of: key) == expected[key], "seed \(seed)")
      #expect(keys.append(key) == expected.updateValue(document, forKey: key), "seed \(seed)")
    }
    #expect(keys.hashes.count == 3_000)
    #expect(keys.last(of: DocumentKey("nowhere")) == nil)
  }
}
