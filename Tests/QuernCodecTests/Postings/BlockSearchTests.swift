import CKernels
import QuernTestSupport
import Testing

struct BlockSearchTests {
  @Test func `the first word that reaches the target is found, from any place on`() {
    let seed: UInt64 = 57
    var generator = SeededGenerator(seed: seed)
    for count in [1, 2, 7, 8, 9, 15, 16, 17, 31, 40, 100, 1_000] {
      for _ in 0..<200 {
        let largest = Bool.random(using: &generator) ? UInt32.max : UInt32(4 * count)
        let words = (0..<count).map { _ in UInt32.random(in: 0...largest, using: &generator) }
          .sorted()
        let from = Int.random(in: 0...count, using: &generator)
        let target = UInt32.random(in: 0...largest, using: &generator)
        let found = unsafe words.withUnsafeBytes { bytes in
          unsafe quern_find_block(
            bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(from), UInt32(count),
            target)
        }
        let expected = words[from...].firstIndex { $0 >= target } ?? count
        #expect(Int(found) == expected, "seed \(seed), \(count) words from \(from)")
      }
    }
  }

  @Test func `words that do not ascend give some place in range`() {
    let seed: UInt64 = 58
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let count = Int.random(in: 1...70, using: &generator)
      let words = (0..<count).map { _ in UInt32.random(in: 0...99, using: &generator) }
      let from = Int.random(in: 0...count, using: &generator)
      let found = unsafe words.withUnsafeBytes { bytes in
        unsafe quern_find_block(
          bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(from), UInt32(count),
          UInt32.random(in: 0...99, using: &generator))
      }
      #expect(from...count ~= Int(found), "seed \(seed)")
    }
  }
}
