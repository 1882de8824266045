import QuernAnalysis
import QuernModel
import Testing
import QuernTestSupport

@Suite struct SessionTests {
  /// Collects what sessions give, and checks that terms are announced once and in order.
  private struct Collector {
    var terms: [[UInt8]] = []

    /// The bytes and positions of the batch's tokens.
    mutating func tokens(of batch: TokenBatch) -> [(term: [UInt8], position: Int)] {
      var start = 0
      for end in batch.newTermEnds {
        terms.append(Array(batch.newTermBytes[start..<end]))
        start = end
      }
      return zip(batch.terms, batch.positions).map { (terms[Int($0)], Int($1)) }
    }
  }

  @Test(arguments: AnalyzerSample.names)
  func `a session gives the terms of a plain analysis`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: name)
    let session = try AnalysisSession(analyzer)
    let plain = try PlainAnalysis(analyzer)
    var collector = Collector()
    for round in 0..<600 {
      let text = RandomText.string(upTo: round % 200 == 0 ? 100_000 : 200, using: &random)
      var batch = TokenBatch()
      batch.beginField(.text)
      session.append(text, to: &batch)
      let expected = plain.tokens(of: text)
      let found = collector.tokens(of: batch)
      #expect(found.map(\.term) == expected.map(\.term), "seed \(seed), round \(round)")
      #expect(found.map(\.position) == expected.map(\.position), "seed \(seed), round \(round)")
      #expect(analyzer.tokens(of: text) == expected, "seed \(seed), round \(round)")
    }
    #expect(Set(collector.terms).count == collector.terms.count)
    #expect(collector.terms.count > 1_000)
  }

  @Test(arguments: AnalyzerSample.names)
  func `ranges point into the original text`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: name)
    let maker = try TermMaker(stages: analyzer.stages)
    var term: [UInt8] = []
    for _ in 0..<2_000 {
      let text = RandomText.string(upTo: 80, using: &random)
      let bytes = Array(text.utf8)
      var last = 0
      for token in analyzer.tokens(of: text) {
        #expect(last <= token.range.lowerBound && !token.range.isEmpty, "seed \(seed)")
        // Pairs overlap.
        last = name == "bigram" ? token.range.lowerBound + 1 : token.range.upperBound
        let surface = try #require(String(validating: bytes[token.range], as: UTF8.self))
        // The word alone has the term that it has in its text.
        maker.make(&term, of: surface.utf8Span.span)
        #expect(term == token.term, "seed \(seed): \(surface.debugDescription)")
      }
    }
  }

  @Test func `a reset session numbers from 0 again`() throws {
    let session = try AnalysisSession(Analyzer(named: "english"))
    for _ in 0..<2 {
      var first = TokenBatch()
      first.beginField(.title)
      session.append("Peskov’s breakthrough", to: &first)
      #expect(first.terms == [0, 1])
      #expect(first.newTermEnds == [6, 18])
      var second = TokenBatch()
      second.beginField(.text)
      session.append("breakthroughs of PESKOV", to: &second)
      #expect(second.terms == [1, 2, 0])
      #expect(String(decoding: second.newTermBytes, as: UTF8.self) == "of")
      session.reset()
    }
  }

  @Test func `values and fields keep their positions`() throws {
    let session = try AnalysisSession(Analyzer(named: "standard"))
    var batch = TokenBatch()
    batch.beginField(.text)
    session.append("one two", to: &batch)
    batch.endValue()
    session.append("three", to: &batch)
    batch.beginField(.title)
    session.append("one", to: &batch)
    #expect(batch.positions == [0, 1, 2 + TokenBatch.valueGap, 0])
    #expect(batch.fields.map(\.tokens) == [0..<3, 3..<4])
  }

  @Test func `a full memo is emptied and terms keep their numbers`() throws {
    let maker = try TermMaker(stages: [.caseFolded, .lettersFolded])
    let cap = 100_000
    var bounded = Vocabulary(maker, largestMemo: cap)
    var largest = 0
    for number in 0..<50_000 {
      #expect(bounded.termNumber(of: "word\(number)".utf8Span.span) == UInt32(number))
      largest = max(largest, bounded.memoByteCount)
    }
    #expect(largest <= 2 * cap)
    #expect(bounded.termNumber(of: "WORD7".utf8Span.span) == 7)
    #expect(bounded.termCount == 50_000)
    bounded.removeAll()
    #expect(bounded.termNumber(of: "word7".utf8Span.span) == 0)
  }

  @Test func `memory that a session holds is counted and given back`() throws {
    let session = try AnalysisSession(Analyzer(named: "whitespace"))
    let empty = session.memoryByteCount
    var batch = TokenBatch()
    batch.beginField(.text)
    for number in 0..<100_000 { session.append("word\(number)", to: &batch) }
    #expect(session.memoryByteCount > empty + 2_000_000)
    session.reset()
    #expect(session.memoryByteCount < empty + 200_000)
  }

  @Test func `many tasks analyse at once`() async throws {
    let analyzer = try Analyzer(named: "english")
    let text = String(repeating: "Çırağan’s palaces 東京都 ", count: 200)
    let expected = analyzer.tokens(of: text)
    await withTaskGroup(of: [Token].self) { group in
      for _ in 0..<64 { group.addTask { analyzer.tokens(of: text) } }
      for await tokens in group { #expect(tokens == expected) }
    }
  }
}
