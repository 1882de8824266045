import QuernCodec
import QuernStorage
import QuernTestSupport
import Testing

/// The walk with a table of states against a plain run over every term.
struct DictionaryMatcherTests {
  /// A random automaton: a table whole, and what a walk is given of it.
  private struct Automaton {
    var targets: [Int32]
    var acceptances: [Int8]

    init(using random: inout SeededGenerator) {
      let count = Int.random(in: 1...6, using: &random)
      let deadShare = Double.random(in: 0...0.9, using: &random)
      targets = (0..<count * 256).map { _ in
        Double.random(in: 0..<1, using: &random) < deadShare
          ? DictionaryMatcher.deadState : Int32.random(in: 0..<Int32(count), using: &random)
      }
      acceptances = (0..<count).map { _ in Int8.random(in: -1...2, using: &random) }
    }

    func acceptance(_ term: [UInt8]) -> Int8 {
      var state: Int32 = 0
      for byte in term {
        state = targets[Int(state) * 256 + Int(byte)]
        if state < 0 { return -1 }
      }
      return acceptances[Int(state)]
    }
  }

  private func terms(using random: inout SeededGenerator) -> [[UInt8]] {
    let count = Int.random(in: 0...600, using: &random)
    let last = UInt8.random(in: 98...105, using: &random)
    let isLong = Int.random(in: 0..<8, using: &random) == 0
    return (0..<count).map { _ in
      let length = Int.random(in: 0...(isLong ? 400 : 7), using: &random)
      return (0..<length).map { _ in UInt8.random(in: 97...last, using: &random) }
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `accepted terms are those of a plain run over all`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let written = WrittenDictionary(terms(using: &random), using: &random)
    let automaton = Automaton(using: &random)
    let expected = zip(written.terms, written.entries).filter { automaton.acceptance($0.0) >= 0 }
    var known = [Int32](
      repeating: DictionaryMatcher.unknownState, count: automaton.targets.count)
    let matcher = DictionaryMatcher(try written.reader(), start: 0)
    var found: [([UInt8], TermEntry)] = []
    walk: while true {
      switch try matcher.next(known, automaton.acceptances, limit: .max) {
      case .match:
        #expect(automaton.acceptances[Int(matcher.state)] == automaton.acceptance(matcher.term))
        found.append((matcher.term, matcher.entry))
        // The states are numbered anew, as they were: the walk must come through.
        if Int.random(in: 0..<5, using: &random) == 0 { matcher.restart(at: 0) }
      case .missing:
        let place = Int(matcher.state) * 256 + Int(matcher.byte)
        #expect(known[place] == DictionaryMatcher.unknownState)
        known[place] = automaton.targets[place]
        if Int.random(in: 0..<9, using: &random) == 0 { matcher.restart(at: 0) }
      case .dead:
        // To where the next match is, or a little before it.
        let next = expected.first { term, _ in
          found.last.map { $0.0.lexicographicallyPrecedes(term) } ?? true
        }
        guard let next else { break walk }
        if Bool.random(using: &random) { try matcher.seek(atLeast: next.0) }
      case .end: break walk
      case .limit: Issue.record("no limit was set, seed \(seed)")
      }
    }
    #expect(found.map(\.0) == expected.map(\.0), "seed \(seed)")
    #expect(found.map(\.1) == expected.map(\.1), "seed \(seed)")
  }

  @Test func `work has a limit`() throws {
    var random = SeededGenerator(seed: 5)
    let written = WrittenDictionary((0..<2_000).map { Array("\($0)".utf8) }, using: &random)
    let matcher = DictionaryMatcher(try written.reader(), start: 0)
    let loop = [Int32](repeating: 0, count: 256)
    let step = try matcher.next(loop, [-1], limit: 500)
    guard case .limit = step else {
      Issue.record("the walk went on")
      return
    }
    #expect(matcher.work < 600)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `damaged bytes give an error or terms that ascend`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 900 + seed)
    let written = WrittenDictionary(terms(using: &random), using: &random)
    let loop = [Int32](repeating: 0, count: 256)
    for _ in 0..<40 {
      var damaged = written
      if Bool.random(using: &random), !damaged.blocks.isEmpty {
        damaged.blocks[Int.random(in: damaged.blocks.indices, using: &random)] =
          UInt8.random(in: .min ... .max, using: &random)
      } else {
        damaged.index[Int.random(in: damaged.index.indices, using: &random)] =
          UInt8.random(in: .min ... .max, using: &random)
      }
      guard let reader = try? damaged.reader() else { continue }
      let matcher = DictionaryMatcher(reader, start: 0)
      var cursor = reader.cursor()
      while true {
        // The plain cursor finds the same terms, and fault at the same places.
        let step = try? matcher.next(loop, [0], limit: .max)
        let isThere = try? cursor.next()
        guard case .match? = step else {
          #expect((step == nil) == (isThere == nil), "seed \(900 + seed)")
          break
        }
        #expect(isThere == true, "seed \(900 + seed)")
        #expect(matcher.term == cursor.term, "seed \(900 + seed)")
        #expect(matcher.entry == cursor.entry, "seed \(900 + seed)")
        if isThere != true { break }
      }
    }
  }
}
