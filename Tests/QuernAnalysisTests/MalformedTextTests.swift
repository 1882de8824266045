import QuernAnalysis
import QuernModel
import QuernTestSupport
import Testing

/// Bytes that are not UTF-8: each is one U+FFFD, and offsets are those of the bytes.
@Suite struct MalformedTextTests {
  /// The reference: characters by Swift's own decoder, one candidate after the other, and a table
  /// from each byte of the repaired text to the byte that it comes from.
  private struct PlainRepair {
    var text = ""
    var origins: [Int] = []

    init(_ bytes: [UInt8]) {
      var index = 0
      while index < bytes.count {
        let length = (1...4).first { length in
          index + length <= bytes.count
            && String(validating: bytes[index..<index + length], as: UTF8.self) != nil
        }
        let piece = length.map { String(decoding: bytes[index..<index + $0], as: UTF8.self) }
        for place in 0..<(piece ?? "\u{FFFD}").utf8.count {
          origins.append(length == nil ? index : index + place)
        }
        text.unicodeScalars.append(contentsOf: (piece ?? "\u{FFFD}").unicodeScalars)
        index += length ?? 1
      }
      origins.append(bytes.count)
    }
  }

  /// Pieces that make good and bad UTF-8 side by side.
  private static let pieces: [[UInt8]] =
    ["a", "B", "é", "я", "漢", "ก", "\u{10FFFF}", "𝔘", " ", ".", "'", "\u{301}", "\u{200D}", "ℹ"]
    .map { Array($0.utf8) }
    + [
      [0x80], [0xBF], [0xC0], [0xC1, 0x81], [0xC3], [0xE0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xF0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5],
      [0xFE], [0xFF], [0x00], [0xEF, 0xBF], [0xEF, 0xBB, 0xBF],
    ]

  private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<40, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0 ... .max, using: &random))
      } else {
        bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
    }
    return bytes
  }

  @Test func `repair is that of a plain decoder`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<4_000 {
      let bytes = Self.bytes(&random)
      let repaired = RepairedText(bytes.span)
      let plain = PlainRepair(bytes)
      #expect(
        repaired.text.utf8.elementsEqual(plain.text.utf8), "seed \(seed), round \(round): \(bytes)")
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((repaired.replacedByteCount == 0) == isValid, "seed \(seed), round \(round)")
      var offsets = OriginalOffsets()
      for (offset, byte) in repaired.text.utf8.enumerated() where byte & 0xC0 != 0x80 {
        let origin = offsets.original(ofRepaired: offset, in: bytes.span)
        #expect(origin == plain.origins[offset], "seed \(seed), round \(round): \(bytes)")
      }
      #expect(
        offsets.original(ofRepaired: repaired.text.utf8.count, in: bytes.span) == bytes.count)
    }
  }

  @Test(arguments: AnalyzerSample.names)
  func `the bytes of a range are the word`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: name)
    let maker = try TermMaker(stages: analyzer.stages)
    var tokenCount = 0
    for round in 0..<400 {
      let bytes = Self.bytes(&random)
      let plain = PlainRepair(bytes)
      let tokens = analyzer.tokens(ofBytes: bytes.span)
      let expected = analyzer.tokens(of: plain.text).map { token in
        let range = plain.origins[token.range.lowerBound]..<plain.origins[token.range.upperBound]
        return Token(term: token.term, range: range, position: token.position)
      }
      #expect(tokens == expected, "seed \(seed), round \(round): \(bytes)")
      for token in tokens {
        var term: [UInt8] = []
        maker.make(&term, of: PlainRepair(Array(bytes[token.range])).text.utf8Span.span)
        #expect(term == token.term, "seed \(seed), round \(round): \(bytes) \(token.range)")
      }
      tokenCount += tokens.count
    }
    #expect(tokenCount > 400)
  }

  @Test func `a bad byte breaks a word`() throws {
    let standard = try Analyzer(named: "standard")
    func words(_ bytes: [UInt8]) -> [String] {
      standard.tokens(ofBytes: bytes.span).map { "\($0.termText) \($0.range)" }
    }
    #expect(words([0x61, 0xFF, 0x62]) == ["a 0..<1", "b 2..<3"])
    #expect(words([0x61, 0xE2, 0x82, 0x62, 0x63]) == ["a 0..<1", "bc 3..<5"])
    #expect(words(Array("Stra".utf8) + [0xDF] + Array("e".utf8)) == ["stra 0..<4", "e 5..<6"])
    #expect(words([0xFF]) == [] && words([]) == [])
    #expect(words([0x61, 0x00, 0x62]) == ["a 0..<1", "b 2..<3"])
    let whole = try Analyzer(named: "whitespace").tokens(ofBytes: [0x61, 0xFF, 0x62, 0x20].span)
    #expect(whole.map(\.termText) == ["a\u{FFFD}b"] && whole.map(\.range) == [0..<3])
  }

  @Test func `a lone surrogate of JSON breaks a word`() throws {
    // What the reader of JSON makes of "caf\ud800e".
    let tokens = try Analyzer(named: "standard").tokens(of: "caf\u{FFFD}e")
    #expect(tokens.map(\.range) == [0..<3, 6..<7])
  }

  @Test(arguments: [[0xFF], [0xE2, 0x82], [0x61, 0xFF], [0xF0, 0x9F, 0x98, 0x20]] as [[UInt8]])
  func `2 MB of bad bytes take linear time`(unit: [UInt8]) throws {
    let analyzer = try Analyzer(named: "standard")
    let clock = ContinuousClock()
    func time(_ byteCount: Int) -> Duration {
      let bytes = Array(repeatElement(unit, count: byteCount / unit.count).joined())
      return clock.measure { _ = analyzer.tokens(ofBytes: bytes.span) }
    }
    // Other work on the machine may spoil a measurement, not three in a row.
    let isLinear = (0..<3).contains { _ in time(2_000_000) < time(500_000) * 10 }
    #expect(isLinear)
  }
}
