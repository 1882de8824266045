import QuernAnalysis
import QuernModel
import Testing

@Suite struct LimitTests {
  @Test func `a term of more than 1,024 bytes is cut between characters`() throws {
    for name in ["standard", "whitespace"] {
      let tokens = try Analyzer(named: name).tokens(of: "a" + String(repeating: "я", count: 600))
      #expect(tokens.count == 1)
      #expect(tokens.first?.range == 0..<1_201)
      #expect(tokens.first?.termText == "a" + String(repeating: "я", count: 511))
    }
    let exact = String(repeating: "x", count: 1_024)
    #expect(try Analyzer(named: "standard").tokens(of: exact).first?.termText == exact)
  }

  @Test func `a letter with 10,000 marks is that letter`() throws {
    let marked = "E" + String(repeating: "\u{301}\u{327}", count: 5_000)
    let tokens = try Analyzer(named: "english").tokens(of: "\(marked) x")
    #expect(tokens.map(\.termText) == ["e", "x"])
    #expect(tokens.first?.range == 0..<20_001)
  }

  @Test func `NUL bytes and every scalar pass`() throws {
    for (number, name) in Analyzer.names.enumerated() {
      let text = Self.scalars(of: number, in: BreakerComparison.isSlow ? 1 : 8)
      let bytes = text.utf8.count
      let tokens = try Analyzer(named: name).tokens(of: text)
      #expect(tokens.count > 10_000)
      #expect(tokens.allSatisfy { $0.range.upperBound <= bytes && $0.term.count <= 1_024 })
    }
  }

  /// The scalars of one share of so many, which are dealt out one by one, behind a NUL; all shares have all.
  private static func scalars(of share: Int, in shareCount: Int) -> String {
    var scalars = "\0".unicodeScalars
    for value in stride(from: share % shareCount, through: 0x10_FFFF, by: shareCount) {
      if let scalar = Unicode.Scalar(UInt32(value)) {
        scalars.append(scalar)
        if value % 7 == 0 { scalars.append(" ") }
      }
    }
    return String(scalars)
  }

  /// Time must grow with the length and not with its square: four times the text may take at most
  /// ten times as long, where a square law takes sixteen times.
  ///
  /// Other work on the machine may spoil a measurement, not three in a row.
  @Test(arguments: ["a", "я", "ไ", "の", "字", "\u{301}", "\u{327}\u{301}", "1.", "🇺🇦", "a_", "'"])
  func `5 MB without a blank take linear time`(unit: String) throws {
    let analyzer = try Analyzer(named: "english")
    let clock = ContinuousClock()
    func time(_ byteCount: Int) -> Duration {
      let text = String(repeating: unit, count: byteCount / unit.utf8.count)
      return clock.measure { _ = analyzer.tokens(of: text) }
    }
    var measured: [(quarter: Duration, whole: Duration)] = []
    repeat {
      measured.append((time(1_250_000), time(5_000_000)))
    } while measured.count < 3 && !isLinear(measured)
    #expect(isLinear(measured), "\(measured)")

    func isLinear(_ measured: [(quarter: Duration, whole: Duration)]) -> Bool {
      // What takes milliseconds is as soon interrupted: any slower growth takes seconds.
      measured.contains { $0.whole < max($0.quarter * 10, .milliseconds(50)) }
    }
  }

  @Test func `5 MB of one letter are one token`() throws {
    let tokens = try Analyzer(named: "standard").tokens(
      of: String(repeating: "a", count: 5_000_000))
    #expect(tokens.map(\.range) == [0..<5_000_000])
    #expect(tokens.first?.term.count == 1_024)
  }

  /// Ten million words and a word of 100 MB, through the path that indexes.
  @Test func `a session's memory is bounded, whatever a text is`() throws {
    let session = AnalysisSession()
    let analyzer = try Analyzer(named: "english")
    for unit in ["a ", "a", "\u{301}", "я"] {
      var batch = TokenBatch()
      batch.beginField(.text)
      let count = (unit == "a " ? 4_000_000 : 20_000_000) * (BreakerComparison.isSlow ? 5 : 1)
      let text = String(repeating: unit, count: count / unit.utf8.count)
      try session.append(text, with: analyzer, to: &batch)
      #expect(session.memoryByteCount < 1 << 20, "\(unit.debugDescription)")
    }
    var batch = TokenBatch()
    batch.beginField(.text)
    let marked = "E" + String(repeating: "\u{301}\u{327}", count: 5_000)
    try session.append("\(marked) e", with: analyzer, to: &batch)
    #expect(batch.terms.count == 2 && batch.terms.first == batch.terms.last)
  }
}
