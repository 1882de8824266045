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
    return terms.words.map {
      Word(term: Array(terms.bytes[$0.term]), range: $0.range, sign: $0.sign)
    }
  }

  /// Words of letters and digits, most of them with signs where there may be some.
  private static func query(hasSigns: Bool, _ random: inout SeededGenerator) -> String {
    let letters = Array("abcdexyzABCXYZ0189")
    return (0..<Int.random(in: 0...20, using: &random)).map { _ in
      let sign = hasSigns ? ["", "+", "-"].randomElement(using: &random) ?? "" : ""
      let size = Int.random(in: 1...12, using: &random)
      let word = (0..<size).map { _ in letters.randomElement(using: &random) ?? "a" }
      return sign + String(word) + (Int.random(in: 0..<5, using: &random) == 0 ? "  " : "")
    }.joined(separator: " ")
  }

  @Test(arguments: [
    "whitespace", "standard", "exact", "bigram", "vietnamese", "english", "turkish",
  ])
  func `the short way gives what the stages give`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: name)
    for _ in 0..<200 {
      let hasSigns = Bool.random(using: &random)
      let query = Self.query(hasSigns: hasSigns, &random)
      let found = Self.words(analyzer.plainTerms(of: query, hasSigns: hasSigns))
      let expected = Self.words(analyzer.analyzedTerms(of: query, hasSigns: hasSigns))
      #expect(found == expected, "seed \(seed), \(name): \(query)")
    }
  }

  @Test(arguments: ["+", "a+b", "+ a", "é", "a.b", "a\tb", "+-a", "a_b", "don't"])
  func `what is more than letters and digits is left to the stages`(query: String) throws {
    for name in ["whitespace", "standard", "exact"] {
      let analyzer = try Analyzer(named: name)
      for hasSigns in [false, true] {
        #expect(
          Self.words(analyzer.plainTerms(of: query, hasSigns: hasSigns))
            == Self.words(analyzer.analyzedTerms(of: query, hasSigns: hasSigns)), "\(name)")
        let short = PlainTerms(ofASCII: query.utf8Span.span, hasSigns: hasSigns, folds: true)
        #expect(short == nil)
      }
    }
  }

  @Test func `a query of many words is read another way`() throws {
    let analyzer = try Analyzer(named: "whitespace")
    let words = { (count: Int) in (0..<count).map { "w\($0)" }.joined(separator: " ") }
    #expect(analyzer.plainTerms(of: words(16), hasSigns: false)?.words.count == 16)
    #expect(analyzer.plainTerms(of: words(17), hasSigns: false) == nil)
    #expect(analyzer.analyzedTerms(of: words(17), hasSigns: true) == nil)
    // A term has 1,024 bytes at most.
    let long = String(repeating: "a", count: 1_025)
    #expect(analyzer.plainTerms(of: long, hasSigns: false)?.words[0].term == 0..<1_024)
  }
}
