import QuernModel
import QuernTestSupport
import Testing

@testable import QuernAnalysis

struct TermAnnouncerTests {
  /// A batch that a session has filled, and the words in it.
  private struct Portion {
    var batch = TokenBatch()
    var met: [UInt32] = []
    let words: [String]
    let terms: SharedTerms
  }

  /// A segment's terms by number, and which are in the batches that came.
  private struct Segment {
    var terms: [[UInt8]] = []
    var words: Set<String> = []

    /// Checks a batch, and how many of its terms are new.
    mutating func add(_ portion: Portion, _ tally: TermTally, _ place: String) {
      var start = 0
      for end in portion.batch.newTermEnds {
        terms.append(Array(portion.batch.newTermBytes[start..<end]))
        start = end
      }
      let found = portion.batch.terms.map {
        String(decoding: terms[Int($0)], as: UTF8.self)
      }
      #expect(found == portion.words, "\(place)")
      let new = Set(portion.words).subtracting(words)
      words.formUnion(new)
      #expect(tally.count == new.count, "\(place)")
      #expect(tally.byteCount == new.reduce(0) { $0 + $1.utf8.count }, "\(place)")
    }
  }

  /// Sessions that forget words take portions ahead; segments end while some are on their way.
  @Test func `terms of several sessions have one numbering`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: "whitespace")
    let sessions = (0..<3).map { _ in AnalysisSession(largestMemos: 1 << 17) }
    var shared: [SharedTerms?] = [nil, nil, nil]
    var announcer = TermAnnouncer()
    var segment = Segment()
    var waiting: [Portion] = []
    var (renumbered, totals) = (0, 0)
    for round in 0..<3_000 {
      let place = "seed \(seed), round \(round)"
      if waiting.count < 4, Bool.random(using: &random) {
        let words = (0..<Int.random(in: 0..<100, using: &random)).map { _ in
          "w\(Int.random(in: 0..<(1 << Int.random(in: 1..<12, using: &random)), using: &random))"
        }
        var portion = Portion(words: words, terms: announcer.terms)
        let number = Int.random(in: 0..<3, using: &random)
        if shared[number] !== portion.terms { sessions[number].reset(sharing: portion.terms) }
        shared[number] = portion.terms
        portion.batch.beginField(.text)
        try sessions[number].append(
          words.joined(separator: " "), with: analyzer, to: &portion.batch)
        #expect(portion.batch.newTermEnds.isEmpty)
        sessions[number].takeMetTerms(&portion.met)
        waiting.append(portion)
      } else if !waiting.isEmpty {
        var portion = waiting.removeFirst()
        if portion.terms !== announcer.terms { renumbered += 1 }
        let tally = announcer.announce(to: &portion.batch, met: portion.met, of: portion.terms)
        segment.add(portion, tally, place)
      }
      if Int.random(in: 0..<100, using: &random) == 0 {
        announcer.reset(areSomeOnTheirWay: !waiting.isEmpty)
        totals += segment.words.count
        segment = Segment()
      }
    }
    #expect(renumbered > 0 && totals > 10_000, "seed \(seed)")
  }

  /// Of the segment before only what batches on their way want is kept.
  @Test(arguments: [false, true]) func `terms of a segment are forgotten behind it`(
    areSomeOnTheirWay: Bool
  ) throws {
    let analyzer = try Analyzer(named: "whitespace")
    let session = AnalysisSession()
    var announcer = TermAnnouncer()
    func next(_ text: String) throws -> Portion {
      var portion = Portion(words: [], terms: announcer.terms)
      session.reset(sharing: portion.terms)
      portion.batch.beginField(.text)
      try session.append(text, with: analyzer, to: &portion.batch)
      session.takeMetTerms(&portion.met)
      return portion
    }
    var first = try next("a b c")
    announcer.reset(areSomeOnTheirWay: areSomeOnTheirWay)
    #expect(first.terms.withTable { $0.count } == (areSomeOnTheirWay ? 3 : 0))
    if areSomeOnTheirWay {
      #expect(announcer.announce(to: &first.batch, met: first.met, of: first.terms).count == 3)
    }
    var second = try next("c d")
    let tally = announcer.announce(to: &second.batch, met: second.met, of: second.terms)
    #expect(tally.count == (areSomeOnTheirWay ? 1 : 2))
    #expect(first.terms.withTable { $0.count } == 0)
  }

  /// Threads that number the same words at once give each one number.
  @Test func `threads number terms together`() async throws {
    let analyzer = try Analyzer(named: "whitespace")
    let terms = SharedTerms()
    let words = (0..<5_000).map { "w\($0)" }
    let batches = try await withThrowingTaskGroup(of: (TokenBatch, [String]).self) { group in
      for number in 0..<4 {
        group.addTask {
          var random = SeededGenerator(seed: UInt64(number))
          let words = words.shuffled(using: &random)
          let session = AnalysisSession()
          session.reset(sharing: terms)
          var batch = TokenBatch()
          batch.beginField(.text)
          try session.append(words.joined(separator: " "), with: analyzer, to: &batch)
          return (batch, words)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(terms.withTable { $0.count } == words.count)
    for (batch, words) in batches {
      for (term, word) in zip(batch.terms, words) {
        #expect(terms.withTable { Array($0[Int(term)]) } == Array(word.utf8))
      }
    }
  }
}
