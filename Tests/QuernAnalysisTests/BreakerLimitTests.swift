import Foundation
import QuernAnalysis
import Testing
import QuernTestSupport

@Suite struct BreakerLimitTests {
  /// What a text without a place to cut may be made of.
  private static let units = [
    "a", "a.", "a.\u{301}", "1,", "_", "_\u{301}", "א\"", "א'\u{301}", "\u{301}", "\u{200D}", " ",
    "\u{2003}\u{200D}", "я", "한", "한\u{301}", "🇺", "👩\u{200D}", "'", "\u{FFFD}", "\n\u{301}",
    "𗀀", "漢", "ก", "a漢", "ａ．",
  ]

  @Test(arguments: units)
  func `a long text is cut in linear time`(unit: String) {
    let count = (BreakerComparison.isSlow ? 100_000_000 : 1_000_000) / unit.utf8.count
    let text = String(repeating: unit, count: count)
    var breaker = UnicodeWordBreaker()
    var some: [Range<Int>] = []
    var end = 0
    breaker.begin()
    let clock = ContinuousClock()
    let start = clock.now
    var goesOn = true
    while goesOn {
      goesOn = breaker.next(text.utf8Span.span, into: &some)
      #expect(some.count <= 3 * 4_096)
      for word in some {
        #expect(word.lowerBound >= end && word.upperBound > word.lowerBound)
        end = word.upperBound
      }
    }
    let elapsed = start.duration(to: clock.now)
    // Quadratic time would be minutes for the short text and years for the long one.
    #expect(elapsed < .seconds(BreakerComparison.isSlow ? 600 : 20), "\(elapsed)")
    #expect(breaker.memoryByteCount < 48 << 20)
  }

  @Test func `a segment is cut at the greatest length, between characters`() {
    let pieces = TextPieces(usual: 8, longest: 20)
    for unit in ["a", "я", "ａ", "𝔘", "aя", "漢", "ก", "한", "я\u{301}", "a漢"] {
      let text = String(repeating: unit, count: 60)
      let bytes = Array(text.utf8)
      var breaker = UnicodeWordBreaker(pieces: pieces)
      var some: [Range<Int>] = []
      let words = BreakerComparison.words(text, &breaker, &some)
      #expect(words.map(\.count).reduce(0, +) == bytes.count, "\(unit)")
      for word in words {
        #expect(word.count <= 23 && String(validating: bytes[word], as: UTF8.self) != nil)
      }
    }
  }

  @Test(.enabled(if: BreakerComparison.isOfThisICU))
  func `regions of a dictionary script end anywhere`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var comparison = try BreakerComparison(pieces: TextPieces(usual: 16, longest: 1 << 20))
    for _ in 0..<5_000 {
      let text = NastyText.mix.string(upTo: 120, using: &random)
      let difference = comparison.difference(text)
      #expect(difference == nil, "seed \(seed)")
    }
  }

  @Test func `malformed bytes divide words and lead nowhere else`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let valid = Array("aя漢ก한😀\u{301}.' _".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : valid[Int.random(in: 0..<valid.count, using: &random)]
      }
      for word in Self.words(bytes) {
        let isValid = String(validating: bytes[word], as: UTF8.self) != nil
        #expect(isValid, "seed \(seed): \(bytes)")
      }
    }
    #expect(Self.words(Array("ab".utf8) + [0xFF] + Array("cd".utf8)) == [0..<2, 3..<5])
    #expect(Self.words(Array("я".utf8) + [0xD1]) == [0..<2])
    #expect(Self.words(Array("漢".utf8) + [0xE6, 0xBC] + Array("漢".utf8)) == [0..<3, 5..<8])
  }

  private static func words(_ bytes: [UInt8]) -> [Range<Int>] {
    var breaker = UnicodeWordBreaker()
    var all: [Range<Int>] = []
    var some: [Range<Int>] = []
    breaker.begin()
    while breaker.next(bytes.span, into: &some) { all += some }
    return all + some
  }
}
