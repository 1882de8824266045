import QuernAnalysis
import QuernModel
import Testing

/// Texts without a blank through the whole way from bytes to numbers of terms.
@Suite struct LongTextTests {
  /// 100 MB in the slow suite.
  private static let byteCount = BreakerComparison.isSlow ? 100_000_000 : 1_000_000

  @Test(arguments: [
    "a", "я", "a1_", "字", "ไทย", "か", "한", "\u{301}", "a\u{301}", "\u{202E}a\u{202C}", "\u{0}",
    "\u{FFFD}", "🇺🇦", "👩\u{200D}", "'", "א\"", "x.",
  ])
  func `a text without a blank takes linear time and bounded memory`(unit: String) throws {
    let text = String(repeating: unit, count: Self.byteCount / unit.utf8.count)
    let analyzer = try Analyzer(named: "english")
    let session = AnalysisSession()
    var batch = TokenBatch()
    batch.beginField(.text)
    let clock = ContinuousClock()
    let elapsed = try clock.measure { try session.append(text, with: analyzer, to: &batch) }
    #expect(session.memoryByteCount < 96 << 20, "\(session.memoryByteCount)")
    #expect(batch.terms.count <= text.utf8.count)
    // Each term was cut.
    var start = 0
    for end in batch.newTermEnds {
      #expect(end - start <= TermMaker.longestTerm)
      start = end
    }
    // Quadratic time would be minutes for the short text and years for the long one.
    #expect(elapsed < .seconds(BreakerComparison.isSlow ? 600 : 20), "\(elapsed)")
  }

  @Test func `bytes that are no text take linear time and bounded terms`() throws {
    let bytes = (0..<Self.byteCount).map { UInt8(truncatingIfNeeded: $0 &* 0x9E37 >> 8) }
    let tokens = try Analyzer(named: "standard").tokens(ofBytes: bytes.span)
    #expect(tokens.allSatisfy { $0.term.count <= TermMaker.longestTerm })
    #expect(tokens.last.map { $0.range.upperBound <= bytes.count } == true)
  }

  @Test(arguments: Analyzer.names.filter { $0 != "whitespace" && $0 != "exact" })
  func `controls of direction leave no trace in a term`(name: String) throws {
    let analyzer = try Analyzer(named: name)
    let plain = analyzer.tokens(of: "abc дом")
    let text = "\u{202E}a\u{202D}bc\u{202C} д\u{2067}о\u{200F}м\u{2069}"
    let tokens = analyzer.tokens(of: text)
    #expect(tokens.map(\.term) == plain.map(\.term))
    #expect(tokens.last?.range == 13..<text.utf8.count)
  }
}
