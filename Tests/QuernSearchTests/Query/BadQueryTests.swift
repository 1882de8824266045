import QuernIndex
import QuernModel
import QuernSearch
import Testing

/// Queries that would take too much, and queries that make no sense: an answer or an error, soon.
@Suite(.timeLimit(.minutes(1))) struct BadQueryTests {
  static let fields: Set<FieldName> = [.title, .text]

  static var parser: QueryParser { QueryParser(fields: fields, analyze: plainWords) }

  @Test func `a megabyte of parentheses is too long`() {
    let text = String(repeating: "(", count: 1 << 20)
    #expect(throws: QueryError.tooLong(byteCount: 1 << 20)) { try Self.parser.parse(text) }
  }

  @Test func `parentheses lie 30 deep and no deeper`() throws {
    let open = { String(repeating: "(", count: $0) }
    let close = { String(repeating: ")", count: $0) }
    #expect(try Self.parser.parse(open(30) + "a" + close(30)).clauses.count == 1)
    #expect(try Self.parser.parse(open(30)).clauses.isEmpty)
    #expect(throws: QueryError.tooDeep(offset: 30)) { try Self.parser.parse(open(31)) }
    #expect(throws: QueryError.tooDeep(offset: 30)) { try Self.parser.parse(open(8_192)) }
    #expect(try Self.parser.parse(close(8_192)).clauses.isEmpty)
    #expect(try Self.parser.parse("f" + open(4_000) + close(4_000)).clauses.count == 1)
  }

  @Test func `a tree of a program has the same limits`() throws {
    var deep = QueryExpression.word("a")
    for _ in 0..<40 { deep = .any(of: [deep, .word("b")]) }
    #expect(throws: QueryError.tooDeep(offset: 0)) { try Self.parser.query(of: deep) }
  }

  @Test(arguments: [
    "\"", "\"\"\"", "“", "+\"", "-\"\" \"", "(\"", "\"(\")", "\\", "\\\"", "~", "^", "@", "*~",
    "(*)@",
    "NEAR(", "NEAR(a", "NEAR(a b,", "[", "[a", "[a TO", "[a TO ", "{a TO b", "/", "//", "/(/",
    "/[/",
    "title:\"", "title:(", "title:[", "title:/", "title:>", "title:>=", "title:..", "title:*..*",
    "AND OR NOT", "NOT NOT NOT", "((AND))", "^^^", "~~~", "a~~2", "a^2^3", "a~1~2", "\u{0}",
    "\u{FFFD}",
  ])
  func `signs without sense are read`(text: String) throws {
    let expression = try Self.parser.expression(of: text)
    #expect(try Self.parser.expression(of: expression.description) == expression)
    let searcher = try Self.searcher()
    #expect(throws: Never.self) { try searcher.search(try Self.parser.parse(text)) }
  }

  @Test(arguments: [
    (Float.nan, Float(1)), (-1, 0), (.infinity, 1_000_000), (-.infinity, 0), (0, 0), (2, 2),
  ])
  func `a boost is brought into its range`(boost: Float, expected: Float) throws {
    let expression = QueryExpression.word("a").boosted(by: boost)
    #expect(expression.boost == expected)
    let scores = try Self.searcher().search(try Self.parser.query(of: expression)).hits.map(\.score)
    #expect(scores.count == 2 && scores.allSatisfy { $0.isFinite && $0 >= 0 })
  }

  @Test(arguments: [
    "2025-02-30", "2025-13-01", "2025-00-01", "2025-01-00", "2025-1-1", "2025-02-29", "1900-02-29",
    "2025-07-01T24:00", "2025-07-01T10:60", "2025-07-01T10:30+99:00", "2025-07-01X",
  ])
  func `a date that no calendar has is an error`(text: String) {
    #expect(ValueBound(text) == nil)
    #expect(throws: QueryError.noSuchDate(text: text, offset: 6)) {
      try Self.parser.parse("title:\(text)..")
    }
  }

  @Test(arguments: [
    ("1970", Int64(0), Int64(31_536_000)), ("1970-01", 0, 2_678_400),
    ("1970-01-02", 86_400, 172_800),
    ("2024-02-29", 1_709_164_800, 1_709_251_200), ("2000-02", 949_363_200, 951_868_800),
    ("2025-07-22T10:30", 1_753_180_200, 1_753_180_260),
    ("2025-07-22T10:30:05Z", 1_753_180_205, 1_753_180_206),
    ("2025-07-22T13:30+03:00", 1_753_180_200, 1_753_180_260), ("1969-12-31", -86_400, 0),
  ])
  func `a date is the milliseconds that it covers`(text: String, start: Int64, end: Int64) throws {
    let date = try #require(ValueBound(text)?.date)
    #expect((date.start, date.end) == (1_000 * start, 1_000 * end))
  }

  @Test func `a pattern with too many states is an error`() throws {
    let query = try Self.parser.parse("/(a{1000}){1000}/")
    #expect(throws: SearchError.query(.patternTooLarge(pattern: "/(a{1000}){1000}/", offset: 0))) {
      try Self.searcher().search(query)
    }
    let long = String(repeating: "a", count: 4_000) + "~2"
    #expect(throws: SearchError.self) { try Self.searcher().search(try Self.parser.parse(long)) }
  }

  @Test(arguments: [
    "/(a*)*b/", "/(a|aa)+b/", "/(a|a?)+b/", "/(.*)*x(.*)*y/", "/((a+)+)+b/", "*a*a*a*a*a*a*a*b",
    "a?a?a?a?a?a?a?a?a?a?a?a?b",
  ])
  func `a pattern that would go back and forth is linear`(text: String) throws {
    var corpus = try IndexedCorpus()
    let words = (1...300).map { String(repeating: "a", count: $0) }
    try corpus.commit([NaiveDocument(fields: [.text: [words]])])
    #expect(try corpus.searcher.search(try Self.parser.parse(text)).total == 0)
  }

  @Test func `beyond a thousand words the rarest match without a score`() throws {
    var corpus = try IndexedCorpus()
    try corpus.commit(
      (0..<1_500).map { number in
        NaiveDocument(fields: [.text: [["a\(number)"] + (number < 100 ? ["b"] : [])]])
      })
    try corpus.commit([NaiveDocument(fields: [.text: [["a1499", "b"]]])])
    let searcher = try corpus.searcher
    var parameters = SearchParameters()
    parameters.limit = 2_000
    let found = try searcher.search(try Self.parser.parse("a*"), parameters)
    #expect(found.total == 1_501)
    #expect(found.hits.count { $0.score > 0 } == 1_025)
    let notice = SearchNotice.unscoredWords(
      pattern: "a*", field: "text", matched: 1_500, scored: 1_024)
    #expect(found.notices == [notice])
    #expect(notice.description.contains("1024"))
    // The word in two documents is one of those that are scored.
    #expect(found.hits.contains { $0.segment == 1 && $0.score > 0 })
    #expect(try searcher.search(try Self.parser.parse("+a* +b")).total == 101)
    let last = try #require(found.hits.last)
    let explanation = try searcher.explain(
      try Self.parser.parse("a*"), parameters, segment: last.segment, document: last.document)
    #expect(explanation.value == 0 && explanation.summary.contains("1024"))
  }

  @Test func `a text has no values to compare`() throws {
    #expect(throws: SearchError.query(.noValues(field: .title, offset: 6))) {
      try Self.searcher().search(try Self.parser.parse("title:>=1"))
    }
  }

  private static func searcher() throws -> Searcher {
    var corpus = try IndexedCorpus()
    try corpus.commit([
      NaiveDocument(fields: [.text: [["a", "b"]]]),
      NaiveDocument(fields: [.text: [["a", "c", "a"]]]),
      NaiveDocument(fields: [.title: [["t"]], .text: [["b"]]]),
    ])
    return try corpus.searcher
  }
}
