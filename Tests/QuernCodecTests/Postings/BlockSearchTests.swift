import CKernels
import QuernTestSupport
import Testing

struct BlockSearchTests {
  /// What both kernels find; `nil` where they do not agree.
  private static func find(_ words: [UInt32], from: Int, _ target: UInt32) -> Int? {
    // Of as many bytes as there are words, so that a sanitizer sees who reads behind them.
    let exact = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: words.count)
    defer { unsafe exact.deallocate() }
    _ = unsafe exact.initialize(from: words)
    let bytes = unsafe UnsafeRawBufferPointer(exact).baseAddress?
      .assumingMemoryBound(to: UInt8.self)
    let found = unsafe quern_find_block(bytes, UInt32(from), UInt32(words.count), target)
    let plain = unsafe quern_find_block_plain(bytes, UInt32(from), UInt32(words.count), target)
    return found == plain ? Int(found) : nil
  }

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
        let found = Self.find(words, from: from, target)
        let expected = words[from...].firstIndex { $0 >= target } ?? count
        #expect(found == expected, "seed \(seed), \(count) words from \(from)")
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
      let target = UInt32.random(in: 0...99, using: &generator)
      let found = unsafe words.withUnsafeBytes { bytes in
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        return unsafe [quern_find_block, quern_find_block_plain].map { find in
          unsafe Int(find(start, UInt32(from), UInt32(count), target))
        }
      }
      #expect(found.allSatisfy { from...count ~= $0 }, "seed \(seed)")
    }
  }
}
