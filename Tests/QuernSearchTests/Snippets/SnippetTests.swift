import QuernModel
import QuernSearch
import Testing
import QuernTestSupport

struct SnippetTests {
  static let article = """
    Talks went on for days. The Kremlin spokesman Peskov spoke on Monday. He saw no breakthrough \
    yet. Others left early. In the end Peskov called the breakthrough miraculous! Nobody else did. \
    The delegations flew home in the night and said nothing more to anyone who asked them.
    """

  @Test(arguments: [
    // The piece with both words wins over the one with one of them.
    (
      "peskov miraculous", 90,
      "In the end [Peskov] called the breakthrough [miraculous]! Nobody else did.", true, true
    ),
    ("spokesman", 60, "The Kremlin [spokesman] Peskov spoke on Monday.", true, true),
    ("\"no breakthrough\"", 40, "He saw [no] [breakthrough] yet.", true, true),
    ("absent", 30, "Talks went on for days.", false, true),
    ("title:peskov", 30, "Talks went on for days.", false, true),
    ("-peskov", 30, "Talks went on for days.", false, true),
    ("text:asked", 40, "nothing more to anyone who [asked] them.", true, false),
    ("peskov", 1_000_000, nil, false, false),
  ])
  func `the best piece is cut at sentences or words`(
    query: String, length: Int, expected: String?, before: Bool, after: Bool
  ) throws {
    let snippet = try #require(try Self.snippet(query, length, [Self.article]))
    if let expected {
      #expect(Self.mark(snippet) == expected)
    } else {
      #expect(snippet.text == Self.article)
    }
    #expect((snippet.isCutBefore, snippet.isCutAfter) == (before, after))
  }

  @Test func `the best of several values is shown`() throws {
    let values = ["Nothing here.", "", "A word and a phrase.", "One word."]
    let snippet = try #require(try Self.snippet("word phrase", 50, values))
    #expect(Self.mark(snippet) == "A [word] and a [phrase].")
  }

  @Test func `without text there is no snippet`() throws {
    #expect(try Self.snippet("a", 50, []) == nil)
    #expect(try Self.snippet("a", 50, ["", " \n"]) == nil)
  }

  @Test func `scripts without spaces are cut between words`() throws {
    let text = "第一句话在这里。第二句话说北京很大也很老而且人很多。第三句话。"
    let snippet = try #require(try Self.snippet("北京", 12, [text]))
    #expect(Self.mark(snippet).contains("[北][京]"))
    #expect(snippet.text.count <= 13)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `snippets of any text are well-formed`(seed: UInt64) throws {
    let pieces = [
      "a", "b", "word ", ". ", "\n", "   ", "北", "。", "e\u{301}", "👩‍👩‍👧", "\u{301}", "\r\n", "🇩🇪", "é",
    ]
    var random = SeededGenerator(seed: seed)
    let text = (0..<Int.random(in: 0...150, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
    let length = Int.random(in: 1...60, using: &random)
    guard let snippet = try Self.snippet("a word \"b 北\" é", length, [text]) else { return }

    let boundaries = Set(text.indices.map { text.utf8.distance(from: text.startIndex, to: $0) })
    let places = Self.places(of: snippet.text, in: text)
    #expect(places.contains { boundaries.contains($0) }, "seed \(seed)")
    var end = 0
    for match in snippet.matches {
      #expect(match.lowerBound >= end && !match.isEmpty, "seed \(seed)")
      end = match.upperBound
    }
    #expect(end <= snippet.text.utf8.count, "seed \(seed)")
    #expect(snippet.text.unicodeScalars.count <= length + 12, "seed \(seed)")
    if snippet.text.utf8.count == text.utf8.count {
      #expect(!snippet.isCutBefore && !snippet.isCutAfter, "seed \(seed)")
    }
  }

  @Test func `a huge text is cut in the time of its first megabyte`() throws {
    let text = String(repeating: "a ", count: 900_000)
    let phrase = "\"" + Array(repeating: "a", count: 500).joined(separator: " ") + " b\""
    let snippet = try #require(try Self.snippet(phrase, 80, [text]))
    #expect(snippet.isCutAfter && snippet.matches.isEmpty)
  }

  /// Each of some thousand clauses, tried for each word of a text, would take minutes.
  static let hostileQueries: [String] = {
    func letters(_ number: Int) -> String {
      String(decoding: [97 + UInt8(number / 20), 97 + UInt8(number % 20)], as: UTF8.self)
    }
    return [
      (0..<2_000).map { _ in "a*" }, (0..<400).map { "\(letters($0))*" },
      (0..<400).map { "/(\(letters($0)).*){\($0 % 20 + 1)}/" },
      (0..<400).map { "/.{0,\($0 + 500)}/" }, (0..<700).map { "\"a \(letters($0 % 400))\($0)\"" },
      (0..<600).map { "\"a w\($0)\"~5" },
      ["\"" + Array(repeating: "a", count: 2_000).joined(separator: " ") + "\"~5"],
      ["NEAR("] + (0..<1_300).map { "w\($0)" } + [", 9000)"],
    ].map { $0.joined(separator: " ") }
  }()

  @Test(arguments: hostileQueries)
  func `hostile queries are bounded for all values of a text`(query: String) throws {
    let text = (0..<6_000).map { "a w\($0 % 3_000)" }.joined(separator: " ")
    let clock = ContinuousClock()
    let start = clock.now
    let snippet = try #require(try Self.snippet(query, 80, [text, text, text, text]))
    #expect(!snippet.text.isEmpty)
    // A few seconds where nothing is optimised and the machine is busy.
    #expect(clock.now - start < .seconds(40))
  }

  @Test func `what the texts before have cost is missing for the next`() throws {
    let phrases = (1...100).map { "\"a x\($0)\"" }.joined(separator: " ")
    let query = try QueryParserTests.parse("a* *a ?a NEAR(a b, 3) \"a b\" \(phrases)")
    var marker = TextMarker(query: query, field: .text, analyze: plainTokens)
    let text = String(repeating: "a b ", count: 2_000)
    #expect(marker.marks(in: text).count == 4_000)
    for _ in 0..<4 { _ = marker.marks(in: text) }
    // That a word matches a pattern is known for good.
    #expect(marker.marks(in: text).count == 2_000)
    var other = TextMarker(
      query: query, field: .text, budget: marker.budget, analyze: plainTokens)
    #expect(other.marks(in: text).isEmpty)
  }

  @Test func `letters heaped with marks do not make an endless snippet`() throws {
    let text = "a " + "b" + String(repeating: "\u{301}", count: 50_000)
    let snippet = try #require(try Self.snippet("a", 20, [text]))
    #expect(snippet.text.utf8.count < 500)
    #expect(!snippet.text.unicodeScalars.contains("\u{FFFD}"))
  }

  @Test func `a text is not cut inside a character at a megabyte`() throws {
    let text = "x" + String(repeating: "é", count: 600_000)
    let snippet = try #require(try Self.snippet("x", Int.max, [text]))
    #expect(snippet.isCutAfter && !snippet.text.unicodeScalars.contains("\u{FFFD}"))
  }

  private static func snippet(
    _ query: String, _ length: Int, _ values: [String]
  ) throws -> Hit.Snippet? {
    let maker = SnippetMaker(
      query: try QueryParserTests.parse(query), field: .text, length: length, analyze: plainTokens)
    return maker.snippet(of: values)
  }

  /// The snippet with brackets around what matched.
  private static func mark(_ snippet: Hit.Snippet) -> String {
    let bytes = Array(snippet.text.utf8)
    var marked = ""
    var place = 0
    for match in snippet.matches {
      marked += String(decoding: bytes[place..<match.lowerBound], as: UTF8.self)
      marked += "[" + String(decoding: bytes[match], as: UTF8.self) + "]"
      place = match.upperBound
    }
    return marked + String(decoding: bytes[place...], as: UTF8.self)
  }

  /// Where a piece stands in a text, in bytes.
  private static func places(of piece: String, in text: String) -> [Int] {
    let (piece, text) = (Array(piece.utf8), Array(text.utf8))
    return (0...max(0, text.count - piece.count)).filter {
      text[$0...].starts(with: piece)
    }
  }
}
