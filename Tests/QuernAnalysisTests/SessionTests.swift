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
    let session = AnalysisSession()
    let plain = try PlainAnalysis(analyzer)
    var collector = Collector()
    for round in 0..<600 {
      let text = RandomText.string(upTo: round % 200 == 0 ? 100_000 : 200, using: &random)
      var batch = TokenBatch()
      batch.beginField(.text)
      try session.append(text, with: analyzer, to: &batch)
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
    let session = AnalysisSession()
    let analyzer = try Analyzer(named: "english")
    for _ in 0..<2 {
      var first = TokenBatch()
      first.beginField(.title)
      try session.append("Peskov’s breakthrough", with: analyzer, to: &first)
      #expect(first.terms == [0, 1])
      #expect(first.newTermEnds == [6, 18])
      var second = TokenBatch()
      second.beginField(.text)
      try session.append("breakthroughs of PESKOV", with: analyzer, to: &second)
      #expect(second.terms == [1, 2, 0])
      #expect(String(decoding: second.newTermBytes, as: UTF8.self) == "of")
      session.reset()
    }
  }

  @Test func `values and fields keep their positions`() throws {
    let session = AnalysisSession()
    let analyzer = try Analyzer(named: "standard")
    var batch = TokenBatch()
    batch.beginField(.text)
    try session.append("one two", with: analyzer, to: &batch)
    batch.endValue()
    try session.append("three", with: analyzer, to: &batch)
    batch.beginField(.title)
    try session.append("one", with: analyzer, to: &batch)
    #expect(batch.positions == [0, 1, 2 + TokenBatch.valueGap, 0])
    #expect(batch.fields.map(\.tokens) == [0..<3, 3..<4])
  }

  /// Each analyzer alone, on the same texts in turns.
  @Test func `analyzers share one numbering`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzers = try AnalyzerSample.names.map { try Analyzer(named: $0) }
    let plain = try analyzers.map { try PlainAnalysis($0) }
    // So small that the memos are emptied again and again.
    let session = AnalysisSession(largestMemos: 400_000)
    var collector = Collector()
    var batch = TokenBatch()
    for round in 0..<3_000 {
      let text = RandomText.string(upTo: round % 500 == 0 ? 50_000 : 100, using: &random)
      // Runs of one analyzer, and now and then one that was made anew.
      let index = Int.random(in: 0..<analyzers.count, using: &random)
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let analyzer = round % 7 > 0 ? analyzers[index] : try Analyzer(named: analyzers[index].name)
        batch.removeAll()
        batch.beginField(.text)
        try session.append(text, with: analyzer, to: &batch)
        let found = collector.tokens(of: batch)
        let expected = plain[index].tokens(of: text)
        #expect(found.map(\.term) == expected.map(\.term), "seed \(seed), round \(round)")
        #expect(found.map(\.position) == expected.map(\.position), "seed \(seed), round \(round)")
      }
    }
    #expect(Set(collector.terms).count == collector.terms.count)
    #expect(collector.terms.count > 1_000)
  }

  @Test func `full memos are emptied and terms keep their numbers`() throws {
    let limit = 300_000
    let session = AnalysisSession(largestMemos: limit)
    let analyzers = try ["standard", "english", "exact"].map { try Analyzer(named: $0) }
    var largest = 0
    var emptied = 0
    for number in 0..<20_000 {
      for analyzer in analyzers {
        let before = session.memoByteCount
        #expect(try terms(of: "word\(number)", analyzer, session) == [UInt32(number)])
        largest = max(largest, session.memoByteCount)
        emptied += session.memoByteCount < before ? 1 : 0
      }
    }
    #expect(largest <= limit)
    #expect(emptied > 3)
    #expect(try terms(of: "word7 WORD7", analyzers[0], session) == [7, 7])
    session.reset()
    #expect(try terms(of: "word7", analyzers[0], session) == [0])
  }

  @Test func `one text of many words keeps the memo small`() throws {
    let limit = 300_000
    let session = AnalysisSession(largestMemos: limit)
    let text = (0..<200_000).map { "word\($0)" }.joined(separator: " ")
    _ = try terms(of: text, try Analyzer(named: "standard"), session)
    #expect(session.memoByteCount <= limit)
  }

  private func terms(
    of text: String, _ analyzer: Analyzer, _ session: AnalysisSession
  ) throws -> [UInt32] {
    var batch = TokenBatch()
    batch.beginField(.text)
    try session.append(text, with: analyzer, to: &batch)
    return batch.terms
  }

  @Test func `memory that a session holds is counted and given back`() throws {
    let session = AnalysisSession()
    let analyzer = try Analyzer(named: "whitespace")
    let empty = session.memoryByteCount
    var batch = TokenBatch()
    batch.beginField(.text)
    for number in 0..<100_000 { try session.append("word\(number)", with: analyzer, to: &batch) }
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
