import QuernAnalysis
import QuernModel
import QuernSearch
import Testing
import QuernTestSupport

struct QueryParserTests {
  static let fields: Set<FieldName> = ["title", "text", "author.name", "2d"].reduce(into: []) {
    $0.insert(FieldName($1))
  }

  static let table: [(text: String, clauses: String)] = [
    ("", ""),
    ("  \n\t", ""),
    ("Peskov breakthrough", "peskov breakthrough"),
    ("+Peskov -breakthrough", "+peskov -breakthrough"),
    ("a+b", "\"a b\""),
    ("+", ""),
    ("-", ""),
    ("a - b", "a b"),
    ("--5", "-5"),
    ("+-foo", "+foo"),
    ("\"miraculous breakthrough\"", "\"miraculous breakthrough\""),
    ("+\"a b\" -\"c d\"", "+\"a b\" -\"c d\""),
    ("\"one\"", "one"),
    ("\"\" a", "a"),
    ("\"a b", "\"a b\""),
    ("a \"", "a"),
    ("“a b” „c d“ «e f» »g h« „i j”", "\"a b\" \"c d\" \"e f\" \"g h\" \"i j\""),
    ("“a b", "\"a b\""),
    ("\"a\"b", "a b"),
    ("title:a", "title:a"),
    ("+title:a -text:b", "+title:a -text:b"),
    ("title:\"a b\" +text:“c d”", "title:\"a b\" +text:\"c d\""),
    ("author.name:x", "author.name:x"),
    ("2d:x", "2d:x"),
    ("title:a-b", "title:\"a b\""),
    ("title: a", "title a"),
    ("title:", "title"),
    (":a", "a"),
    ("10:30", "\"10 30\""),
    ("http://x.org/a", "\"http x org a\""),
    ("std::vector", "\"std vector\""),
    ("2025-07-22T10:30", "\"2025 07 22t10 30\""),
    ("\"http: title:a\"", "\"http title a\""),
    ("state-of-the-art", "\"state of the art\""),
    ("-state-of", "-\"state of\""),
    ("北京", "北 京"),
    ("+北京", "+北 +京"),
    ("-北京", "-\"北 京\""),
    ("\"北京\"", "\"北 京\""),
    ("a-b-北京", "\"a b\" 北 京"),
    ("北“京北”", "北 \"京 北\""),
    ("5\" disk", "5 disk"),
    ("to be to be", "to be to be"),
  ]

  @Test(arguments: table)
  func `a query text becomes these clauses`(text: String, clauses: String) throws {
    let query = try Self.parse(text)
    #expect(Self.describe(query) == clauses)
  }

  @Test func `a clause knows where it stands`() throws {
    let query = try Self.parse("é +title:foo \"a, b\"")
    #expect(query.clauses.map(\.range) == [0..<2, 10..<13, 15..<19])
  }

  @Test func `distances inside a phrase are kept`() throws {
    let parser = QueryParser(fields: []) { _, _ in
      [
        QueryWord(terms: [[1]], range: 0..<1, position: 4),
        QueryWord(terms: [[2], [3]], range: 2..<3, position: 7),
      ]
    }
    let words = [PhraseWord([[1]], offset: 0), PhraseWord([[2], [3]], offset: 3)]
    #expect(try parser.parse("\"x\"").clauses.map(\.content) == [.phrase(words)])
  }

  @Test(arguments: [
    ("north", "north", "north|no"), ("-a-b", "-\"a b\"", "-\"a|a b|b\""),
    ("北京", "北 京", "北 京"), ("\"ab cd\"", "\"ab cd\"", "\"ab|ab cd|cd\""),
    ("pairs:north", "pairs:north|no", "pairs:north|no"),
    ("title:north", "title:north", "title:north"),
  ])
  func `a field with an analysis of its own has its own words`(
    text: String, others: String, own: String
  ) throws {
    let pairs = FieldName("pairs")
    let query = try QueryParser(
      fields: Self.fields.union([pairs]), ownFields: [pairs], analyze: plainWords
    ).parse(text)
    #expect(Self.describe(query) == others)
    let ownWords = query.clauses.map { Self.describe($0, $0.content(in: pairs)) }
    #expect(ownWords.joined(separator: " ") == own)
  }

  @Test func `a field may have words where the others have none`() throws {
    let parser = QueryParser(fields: [], ownFields: [.title]) { text, field in
      field == nil
        ? [] : [QueryWord(terms: [Array(text.utf8)], range: 0..<text.utf8.count, position: 0)]
    }
    let query = try parser.parse("++ C")
    #expect(query.clauses.map(\.content) == [.word([]), .word([])])
    #expect(query.clauses.map { $0.content(in: .title) } == [.word([[0x2B]]), .word([[0x43]])])
  }

  @Test(arguments: [
    ("the cat of the house", "cat house"), ("the of", "the of"), ("+the cat", "+the cat"),
    ("\"the cat\" of", "\"the cat\""), ("\"the\" cat of", "the cat"),
    ("title:the cat", "title:the cat"),
    ("the -cat", "the -cat"), ("The-of cat", "\"the of\" cat"),
  ])
  func `stop words that stand alone are left out unless there is nothing else`(
    text: String, clauses: String
  ) throws {
    let parser = QueryParser(
      fields: Self.fields, isStopWord: { ["the", "of"].contains($0) }, analyze: plainWords)
    #expect(Self.describe(try parser.parse(text)) == clauses)
  }

  @Test(arguments: [
    ("titel:a", "titel", "title", 0), ("+tilte:a", "tilte", "title", 1),
    ("a TEXT:b", "TEXT", "text", 2), ("zebra:\"b\"", "zebra", nil, 0), ("é:b", "é", nil, 0),
  ])
  func `an unknown field is an error that names the nearest one`(
    text: String, name: String, nearest: String?, offset: Int
  ) {
    let expected = QueryError.unknownField(
      name: name, nearest: nearest.map { FieldName($0) }, offset: offset)
    #expect(throws: expected) { try Self.parse(text) }
    #expect(expected.offset == offset)
    #expect(expected.description.contains(nearest ?? name))
  }

  @Test func `the limits are errors that say where`() throws {
    let most = Array(repeating: "a", count: 4_096).joined(separator: " ")
    #expect(try Self.parse(most).clauses.count == 4_096)
    let parser = QueryParser(fields: Self.fields, analyze: plainWords)
    let tree = QueryExpression.any(of: (0...4_096).map { _ in .word("a") })
    #expect(throws: QueryError.tooManyClauses(offset: 0)) { try parser.query(of: tree) }

    let longest = String(repeating: "a", count: 8_192)
    #expect(try Self.parse(longest).clauses.count == 1)
    #expect(throws: QueryError.tooLong(byteCount: 8_193)) { try Self.parse(longest + "b") }
  }

  @Test func `exclusions alone find nothing`() throws {
    #expect(try Self.parse("-a -b").canMatch == false)
    #expect(try Self.parse("").canMatch == false)
    #expect(try Self.parse("-a b").canMatch)
  }

  @Test func `any text is read to its end`() throws {
    let pieces = [
      "a", "+", "-", "\"", ":", "“", "”", "«", "»", "„", " ", "title", "北", "é", ".", "/",
    ]
    var random = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let query: Query
      do { query = try Self.parse(text) } catch { continue }
      for clause in query.clauses {
        #expect(clause.range.upperBound <= text.utf8.count, "\(text)")
        #expect(!clause.range.isEmpty, "\(text)")
      }
    }
  }

  @Test func `the distance of two names is the number of edits`() {
    let distance = { (left: String, right: String) in
      editDistance(Array(left.utf8), Array(right.utf8), limit: 3)
    }
    #expect(distance("title", "title") == 0)
    #expect(distance("titel", "title") == 2)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("abcd", "wxyz") == nil)
  }

  static func parse(_ text: String) throws(QueryError) -> Query {
    try QueryParser(fields: fields, analyze: plainWords).parse(text)
  }

  /// Writes a query in the query language.
  static func describe(_ query: Query) -> String {
    query.clauses.map { describe($0, $0.content) }.joined(separator: " ")
  }

  private static func describe(_ clause: Clause, _ content: Clause.Content) -> String {
    let sign =
      switch clause.occurrence {
      case .should: ""
      case .must: "+"
      case .mustNot: "-"
      }
    let field = clause.field.map { "\($0):" } ?? ""
    let boost = clause.boost == 1 ? "" : "^\(clause.boost)"
    return sign + field + describe(content) + boost
  }

  private static func describe(_ content: Clause.Content) -> String {
    func words(_ words: [[[UInt8]]]) -> String { words.map(describe).joined(separator: " ") }
    switch content {
    case .word(let terms): return describe(terms)
    case .phrase(let phrase): return "\"\(words(phrase.map(\.terms)))\""
    case .proximity(.sloppy(let phrase, let slop)):
      return "\"\(words(phrase.map(\.terms)))\"~\(slop)"
    case .proximity(.window(let window, let gaps, let ordered)):
      return "NEAR(\(words(window)), \(gaps)\(ordered ? ", ordered" : ""))"
    case .pattern(let pattern): return pattern.text
    case .all: return "*"
    case .values(let range): return QueryExpression(.values(range)).description
    case .group(let query):
      return "(\(describe(query)))" + (query.atLeast.map { "@\($0)" } ?? "")
    }
  }

  private static func describe(_ terms: [[UInt8]]) -> String {
    terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
  }
}
