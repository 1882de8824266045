import QuernIngest
import QuernModel
import Testing

struct MarkdownTests {
  @Test func `front matter becomes fields with their spelling kept`() throws {
    let document = try article(
      """
      ---
      title: "Quern: a mill"
      date: 2025-07-22
      lang: en
      version: 1.10
      draft: yes
      nothing:
      tags: [a, b]
      author:
        name: &who Ada
        born: 0x1F
      editors:
        - name: *who
        - name: Bob
      ---

      # Not the title

      Body.
      """, .markdown)
    let expected: [(String, [String])] = [
      ("title", ["Quern: a mill"]), ("date", ["2025-07-22"]), ("lang", ["en"]),
      ("version", ["1.10"]), ("draft", ["yes"]), ("tags", ["a", "b"]), ("author.name", ["Ada"]),
      ("author.born", ["0x1F"]), ("editors.name", ["Ada", "Bob"]),
      ("text", ["Not the title\n\nBody."]),
    ]
    #expect(document.fields.map(\.name.rawValue) == expected.map(\.0))
    #expect(document.fields.map(\.values) == expected.map(\.1))
  }

  @Test func `the title is the first heading of level one or else the first line`() throws {
    let heading = try article("Intro.\n\n## Two\n\n# The *title* #\nText.", .markdown)
    #expect(heading[.title] == "The title")
    #expect(heading[.text] == "Intro.\n\nTwo\n\nText.")
    let repeated = try article("---\ntitle: A b\n---\n# A *b*\n\nText.\n\n# A b", .markdown)
    #expect(repeated[.title] == "A b")
    #expect(repeated[.text] == "Text.\n\nA b")
    let line = try article("---\nlang: de\n---\n**Erste** Zeile\n\nText.", .markdown)
    #expect(line[.title] == "Erste Zeile")
    #expect(line[.text] == "Text.")
    #expect(line[.language] == "de")
    let fenced = try article("```\n# code\n```\n# Title", .markdown)
    #expect(fenced[.title] == "Title")
    #expect(fenced[.text] == "# code")
  }

  @Test func `text between rules that is no mapping stays text`() throws {
    #expect(try article("---\nJust words\n---\nMore", .markdown)[.title] == "Just words")
    #expect(try article("---\ntitle: open\n", .markdown)[.title] == "title: open")
    #expect(try article("--- \r\ntitle: A\r\n---\t\r\nB", .markdown)[.title] == "A")
    #expect(try article("---\n---\nB", .markdown)[.title] == "B")
  }

  @Test(arguments: [
    ("---\ntitle: A\nbroken: [1, 2\n---\n", 4),
    ("---\na: b: c\n---\n", 2),
    ("---\na: 1\n\tb: 2\n---\n", 3),
    ("---\nok: 1\nx: *nobody\n---\n", 3),
    ("---\n? [a, b]\n: c\n---\n", 2),
  ])
  func `damaged front matter fails with its line`(text: String, line: Int) {
    #expect {
      try article(text, .markdown)
    } throws: { error in
      guard case .malformedFrontMatter(let found, _)? = error as? IngestError else { return false }
      return found == line
        && IngestFailure(
          path: "/a",
          reason: .malformedFrontMatter(
            line: found, reason: "")
        ).line == line
    }
  }

  @Test(arguments: [
    ("plain text", "plain text"),
    ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
    ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    ("un*frigging*believable", "unfriggingbelievable"),
    ("*open and **half*", "*open and *half"),
    ("[link](http://x.y/z_(w) \"title\") end", "link end"),
    ("[ref][1] and ![alt *text*](pic.png)", "ref and alt text"),
    ("[not a link] and a[0](", "[not a link] and a[0]("),
    ("`code *with* stars` and ``a ` b``", "code *with* stars and a ` b"),
    ("`open", "`open"),
    ("\\*kept\\* \\\\ \\a", "*kept* \\ \\a"),
    ("a<br>b<b>c</b><!-- note -->d", "a bcd"),
    (
      "<https://example.org/a> <me@example.org> 1 < 2", "https://example.org/a me@example.org 1 < 2"
    ),
    ("- one\n- two\n* three\n+ four\n1. five", "one\ntwo\nthree\nfour\n1. five"),
    ("> quoted\n> > twice", "quoted\ntwice"),
    ("Head\n====\ntext\n\n---\n\nmore\n***", "Head\ntext\n\n\nmore"),
    ("| a | b |\n|---|:-:|\n| c | d |", "  a   b  \n  c   d"),
    ("~~~swift\nlet *x* = 1\n~~~\nafter", "let *x* = 1\nafter"),
    ("[id]: http://x.y\n[^1]: a note", "a note"),
    ("a\n<!-- over\n\nlines -->\nb", "a\nb"),
    ("日本**語**のテキスト", "日本語のテキスト"),
  ])
  func `marks are stripped and words stay`(markdown: String, text: String) throws {
    let document = try article("---\ntitle: T\n---\n\(markdown)", .markdown)
    #expect(document[.text] == text)
  }
}
