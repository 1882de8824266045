import QuernAnalysis
import QuernModel
import QuernTestSupport
import Testing

/// Words are put right where they are looked up, 64 bytes a step, into room for 256 words.
@Suite struct WhiteSpaceBreakerTests {
  /// One step ends 32 words and leaves another one open, and there the text ends.
  @Test func `words at the very end find room`() throws {
    let text =
      String(repeating: "a ", count: 224) + " " + String(repeating: "a", count: 63)
      + String(repeating: " a", count: 32)
    try Self.compare(text, "the worst text")
    try Self.compare(String(repeating: " a", count: 224) + text, "the worst text, later")
  }

  @Test func `texts of short words around any number of steps`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for steps in 1...14 {
      for byteCount in (64 * steps - 2)...(64 * steps + 2) {
        // The more of these, the longer are words and what stands between them.
        for share in [0, 0, 2, 10] {
          let text = Self.text(byteCount, &random, longer: share)
          try Self.compare(text, "seed \(seed), \(byteCount) bytes, \(share)")
        }
      }
    }
  }

  /// - Parameter longer: of 100 bytes, how many are as the one before.
  private static func text(
    _ byteCount: Int, _ random: inout SeededGenerator, longer: Int
  ) -> String {
    var isSpace = Bool.random(using: &random)
    let bytes = (0..<byteCount).map { _ in
      if Int.random(in: 0..<100, using: &random) >= longer { isSpace.toggle() }
      return isSpace ? UInt8(ascii: " ") : UInt8.random(in: 0x61...0x63, using: &random)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func compare(_ text: String, _ comment: String) throws {
    let analyzer = try Analyzer(named: "whitespace")
    var batch = TokenBatch()
    batch.beginField(.text)
    try AnalysisSession().append(text, with: analyzer, to: &batch)
    let expected = try PlainAnalysis(analyzer).tokens(of: text)
    #expect(batch.positions.map(Int.init) == expected.map(\.position), "\(comment)")
    var terms: [[UInt8]] = []
    var start = 0
    for end in batch.newTermEnds {
      terms.append(Array(batch.newTermBytes[start..<end]))
      start = end
    }
    #expect(batch.terms.map { terms[Int($0)] } == expected.map(\.term), "\(comment)")
  }
}
