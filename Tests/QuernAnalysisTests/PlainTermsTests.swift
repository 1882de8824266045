import QuernTestSupport
import Testing

@testable import QuernAnalysis

/// The words of plain queries, read with and without the stages of an analyzer.
struct PlainTermsTests {
  private struct Word: Equatable {
    let term: [UInt8]
    let range: Range<Int>
    let sign: UInt8
  }

  private static func words(_ terms: PlainTerms?) -> [Word]? {
    guard let terms else { return nil }
    return terms.words.indices.map { place in
      let term = terms.term(place)
      return Word(
        term: term.indices.map { term[$0] }, range: terms.words[place].range,
        sign: terms.words[place].sign)
    }
  }

  /// Words of letters and digits, most of them with signs where there may be some.
  private static func query(hasSigns: Bool, _ random: inout SeededGenerator) -> String {
    let letters = Array("abcdefghijkuvwxyzABC0189")
    return (0..<Int.random(in: 0...20, using: &random)).map { _ in
      let sign = hasSigns ? ["", "+", "-"].randomElement(using: &random) ?? "" : ""
      let size = Int.random(in: 1...12, using: &random)
      let word = (0..<size).map { _ in letters.randomElement(using: &random) ?? "a" }
      return sign + String(word) + (Int.random(in: 0..<5, using: &random) == 0 ? "  " : "")
    }.joined(separator: " ")
  }

  @Test(arguments: ["whitespace", "standard", "exact", "bigram", "vietnamese"])
  func `the short way gives what the stages give`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: name)
    var count = 0
    for _ in 0..<200 {
      let hasSigns = Bool.random(using: &random)
      let query = Self.query(hasSigns: hasSigns, &random)
      guard let found = Self.words(analyzer.unchangedTerms(of: query)) else { continue }
      count += 1
      let expected = Self.words(analyzer.analyzedTerms(of: query, hasSigns: hasSigns))
      #expect(found == expected, "seed \(seed), \(name): \(query)")
    }
    #expect(count > 20, "seed \(seed)")
  }

  @Test(arguments: ["english", "turkish"])
  func `words that stages change have no short way`(name: String) throws {
    #expect(try Analyzer(named: name).unchangedTerms(of: "+a b") == nil)
  }

  @Test(arguments: [
    "+", "a+b", "+ a", "é", "a.b", "a\tb", "+-a", "a_b", "don't", "AND", "a BC", "a aBCd",
  ])
  func `what is more than letters and digits is left to the stages`(query: String) throws {
    for name in ["whitespace", "standard", "exact"] {
      #expect(try Analyzer(named: name).unchangedTerms(of: query) == nil, "\(name)")
    }
  }

  @Test func `a query of many words is read another way`() throws {
    let analyzer = try Analyzer(named: "whitespace")
    let words = { (count: Int) in (0..<count).map { "w\($0)" }.joined(separator: " ") }
    #expect(analyzer.unchangedTerms(of: words(16))?.words.count == 16)
    #expect(analyzer.unchangedTerms(of: words(17)) == nil)
    #expect(analyzer.analyzedTerms(of: words(17), hasSigns: false) == nil)
    #expect(analyzer.analyzedTerms(of: words(17), hasSigns: true) == nil)
    // A term has 1,024 bytes at most.
    let long = String(repeating: "a", count: 1_025)
    #expect(analyzer.unchangedTerms(of: long) == nil)
    let found = try #require(Self.words(analyzer.analyzedTerms(of: long, hasSigns: false)))
    #expect(found.map(\.term.count) == [1_024])
  }

  @Test func `words that are said again count where they are said first`() throws {
    let analyzer = try Analyzer(named: "standard")
    let terms = try #require(analyzer.unchangedTerms(of: "a +a ab A -a +a a"))
    #expect(terms.words.indices.map(terms.multiplicity) == [3, 2, 1, 0, 1, 0, 0])
  }
}
