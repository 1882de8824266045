import QuernModel
import QuernPresentation
import Testing

@Suite struct SearchPresentationTests {
  static let snippet = Hit.Snippet(
    text: "a \u{1B}miraculous\n  breakthrough in the talks", matches: [3..<13, 16..<28],
    isCutBefore: true, isCutAfter: true)

  static let hit = Hit(
    rank: 1, score: 4.25,
    document: Document(
      key: DocumentKey("/news/a.txt"),
      fields: [
        .init(.title, ["Talks in\tIstanbul"]), .init(.date, ["2022-03-29"]),
        .init(FieldName("tag"), ["war", "peace"]), .init(.text, ["Body."]),
      ],
      source: Source(path: "/news/a.txt", byteCount: 5, modified: 1, contentHash: 2)),
    snippet: snippet)

  static let bare = Hit(
    rank: 12, score: 0.1, document: Document(key: DocumentKey("id\t7\u{1B}[2J")))

  @Test func `a hit on a terminal without colours`() {
    #expect(
      TerminalLayout().hit(Self.hit) == """
        1. Talks in Istanbul
           score 4.250 · 2022-03-29
           /news/a.txt
           … a ␛miraculous breakthrough in the talks …

        """)
  }

  @Test func `a hit on a terminal with colours`() {
    let esc = "\u{1B}"
    #expect(
      TerminalLayout(isColored: true).hit(Self.hit) == """
        1. \(esc)[1mTalks in Istanbul\(esc)[0m
           \(esc)[2mscore 4.250 · 2022-03-29\(esc)[0m
           \(esc)[32m/news/a.txt\(esc)[0m
           … a ␛\(esc)[1;31mmiraculous\(esc)[0m \(esc)[1;31mbreakthrough\(esc)[0m in the talks …

        """)
  }

  @Test func `a hit without title, path and snippet still says what it is`() {
    #expect(
      TerminalLayout().hit(Self.bare) == """
        12. id 7␛[2J
            score 0.100 · id 7␛[2J

        """)
  }

  @Test func `no line is wider than the terminal`() {
    var hit = Self.hit
    hit.document.source = nil
    hit.snippet?.text = "miraculous breakthrough 日本語の全文検索エンジン " + String(repeating: "x", count: 50)
    hit.snippet?.matches = []
    let text = TerminalLayout(width: 24).hit(hit)
    #expect(
      text == """
        1. Talks in Istanbul
           score 4.250 ·
           2022-03-29 ·
           /news/a.txt
           … miraculous
           breakthrough 日本語の
           全文検索エンジン
           xxxxxxxxxxxxxxxxxxxxx
           xxxxxxxxxxxxxxxxxxxxx
           xxxxxxxx …

        """)
  }

  @Test func `matches that do not fit the text do no harm`() {
    var hit = Self.hit
    hit.snippet = .init(text: "üb", matches: [1..<1, 1..<2, 2..<900])
    let text = TerminalLayout(isColored: true).hit(hit)
    #expect(text.contains("ü\u{1B}[1;31mb\u{1B}[0m\n"))
  }

  @Test(arguments: [
    (1, 4, 4, "4 hits in 12 ns\n"), (1, 1, 1, "1 hit in 12 ns\n"),
    (11, 10, 1234, "1,234 hits, shown 11–20 in 12 ns\n"), (1, 3, nil, "3 hits shown in 12 ns\n"),
  ])
  func `the last line says how many and how long`(
    first: Int, shown: Int, total: Int?, text: String
  ) {
    let layout = TerminalLayout()
    let line = layout.summary(firstRank: first, shownCount: shown, total: total, nanoseconds: 12)
    #expect(line == text)
  }

  @Test func `a line of a pipe has four columns`() {
    #expect(HitLine.text(Self.hit) == "1\t4.25\t/news/a.txt\tTalks in Istanbul")
    #expect(HitLine.text(Self.bare) == "12\t0.1\tid 7␛[2J\t")
  }

  @Test func `a hit as JSON`() throws {
    let json = SearchRecords.hit(Self.hit).description
    #expect(
      json == #"{"type":"hit","rank":1,"key":"/news/a.txt","path":"/news/a.txt","#
        + #""title":"Talks in\tIstanbul","score":4.25,"#
        + #""snippet":"a \u001bmiraculous breakthrough in the talks","#
        + #""matches":[[3,13],[14,26]],"#
        + #""fields":{"title":"Talks in\tIstanbul","date":"2022-03-29","tag":["war","peace"],"#
        + #""text":"Body."}}"#)
    let parsed = try JSONTree.parse(json)
    guard case .object(let members) = parsed else {
      Issue.record("not an object: \(parsed)")
      return
    }
    #expect(members["snippet"] == .string("a \u{1B}miraculous breakthrough in the talks"))
  }

  @Test func `what a hit lacks is null`() {
    #expect(
      SearchRecords.hit(Self.bare).description
        == #"{"type":"hit","rank":12,"key":"id\t7\u001b[2J","path":null,"title":null,"#
        + #""score":0.1,"snippet":null,"matches":[],"fields":{}}"#)
  }

  @Test func `the summary as JSON`() {
    #expect(
      SearchRecords.summary(query: #"a "b""#, total: 3, microseconds: 41).description
        == #"{"type":"summary","query":"a \"b\"","total":3,"microseconds":41}"#)
  }

  @Test(
    arguments: [
      ("a b", [0..<1, 2..<3], "a b", [0..<1, 2..<3]),
      (" \n a  b\t", [3..<4, 6..<7], "a b", [0..<1, 2..<3]),
      ("a  b", [0..<4], "a b", [0..<3]), ("é  ü", [0..<2, 4..<6], "é ü", [0..<2, 3..<5]),
      ("a   ", [1..<3], "a", []), ("ab", [0..<1, 1..<2], "ab", [0..<1, 1..<2]),
    ] as [(String, [Range<Int>], String, [Range<Int>])])
  func `matches move with the white space that is left out`(
    text: String, matches: [Range<Int>], collapsed: String, moved: [Range<Int>]
  ) throws {
    var hit = Self.hit
    hit.snippet = Hit.Snippet(text: text, matches: matches)
    let json = try JSONTree.parse(SearchRecords.hit(hit).description)
    guard case .object(let members) = json else {
      Issue.record("not an object")
      return
    }
    #expect(members["snippet"] == .string(collapsed))
    let expected = moved.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ",")
    #expect(SearchRecords.hit(hit).description.contains("\"matches\":[\(expected)]"))
  }

  @Test func `the marks of a document are emphasised, or ranges`() {
    var document = Self.hit.document
    document.fields = [.init(.title, ["Talks  in"]), .init(.text, ["A\u{1B}\nbody."])]
    let marks: [(field: FieldName, marks: [[Range<Int>]])] = [
      (.title, [[0..<5]]), (.text, [[3..<7]]),
    ]
    let esc = "\u{1B}"
    #expect(
      DocumentLayout.text(document, marks: marks, isColored: true) == """
        key: /news/a.txt
        title: \(esc)[1;31mTalks\(esc)[0m in

        A␛
        \(esc)[1;31mbody\(esc)[0m.

        """)
    #expect(
      DocumentLayout.text(document, marks: marks, isColored: false)
        == DocumentLayout.text(document))
    #expect(
      SearchRecords.document(document, marks: marks).description
        .hasSuffix(#""matches":{"title":[[[0,5]]],"text":[[[3,7]]]}}"#))
  }

  @Test func `an explanation is an indented tree and a member of its hit`() {
    var hit = Self.hit
    hit.snippet = nil
    hit.explanation = Explanation(
      value: 4.25, summary: "sum of",
      details: [
        Explanation(
          value: 4.25, summary: "idf × tf", details: [Explanation(value: 2.5, summary: "idf\u{1B}")]
        )
      ])
    let text = TerminalLayout().hit(hit)
    #expect(text.hasSuffix("   4.25  sum of\n     4.25  idf × tf\n       2.5  idf␛\n"))
    let json = SearchRecords.hit(hit).description
    #expect(
      json.hasSuffix(
        #""explanation":{"value":4.25,"summary":"sum of","details":[{"value":4.25,"#
          + #""summary":"idf × tf","details":[{"value":2.5,"summary":"idf\u001b","details":[]}]}]}}"#
      ))
  }

  @Test func `a document is shown field by field, the text last`() {
    var document = Self.hit.document
    document.fields[3].values = ["First.\u{1B}[2J\nSecond.\n", "Third."]
    #expect(
      DocumentLayout.text(document) == """
        key: /news/a.txt
        title: Talks in Istanbul
        date: 2022-03-29
        tag: war
        tag: peace

        First.␛[2J
        Second.


        Third.

        """)
  }
}
