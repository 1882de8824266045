import Quern
import QuernModel
import QuernStorage
import Testing

/// The query language over the analysis of real indexes.
struct QueryLanguageTests {
  private static func sample(analyzer: String) throws -> SearchIndex {
    let options = IndexOptions(analyzer: analyzer)
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory(), options: options)
    var batch = try index.writer().begin()
    for (key, title, text) in [
      (
        "en", "The presidents met",
        "The negotiations of the presidents near the Çırağan palace went on."
      ),
      (
        "de", "Die Häuser",
        "Die Häuser der Stadt wurden nach dem Krieg wieder aufgebaut, und das war gut."
      ),
      ("ru", "Песков", "Министр сказал, что переговоры продолжатся и что он в это верит."),
      ("zh", "北京", "北京大学的学生在图书馆读书。"),
    ] {
      try batch.add(
        Document(
          key: DocumentKey(key), fields: [.init(.title, [title]), .init(.text, [text])]))
    }
    _ = try batch.commit()
    return index
  }

  private func keys(_ index: SearchIndex, _ query: String) throws -> [String] {
    try index.snapshot.search(query).hits.map(\.document.key.rawValue).sorted()
  }

  @Test(arguments: ["auto", "english", "standard", "exact", "bigram", "whitespace"])
  func `every form is answered with every analyzer`(analyzer: String) throws {
    let index = try Self.sample(analyzer: analyzer)
    for query in [
      "pres*", "p?lac*", "palace~1", "/pala.*/", "[pa TO pe]", "\"palace near\"~5",
      "NEAR(presidents palace, 5)", "(palace presidents stadt)@2", "palace AND NOT stadt", "*",
      "text:*",
    ] {
      let result = try index.snapshot.search(
        query, options: SearchOptions(snippetLength: 100, explains: true))
      for hit in result.hits {
        let value = Float(hit.explanation?.value ?? -1)
        #expect(value == hit.score, "\(analyzer), \(query)")
      }
      if analyzer != "bigram" { #expect(!result.hits.isEmpty, "\(analyzer), \(query)") }
    }
  }

  @Test(arguments: ["auto", "english"])
  func `patterns know stems`(analyzer: String) throws {
    let index = try Self.sample(analyzer: analyzer)
    // The dictionary has “presid” and “negoti”.
    #expect(try keys(index, "president*") == ["en"])
    #expect(try keys(index, "negotiations~1") == ["en"])
    #expect(try keys(index, "negotations~2") == ["en"])
  }

  @Test(arguments: ["auto", "standard"])
  func `patterns are folded`(analyzer: String) throws {
    let index = try Self.sample(analyzer: analyzer)
    for query in [
      "Çırağ*", "CIRAG*", "*RAĞ*", "Çir?ğan", "Ciragam~1", "/CIRAĞ.n/", "[çırağ TO cirah]",
    ] {
      #expect(try keys(index, query) == ["en"], "\(query)")
    }
    #expect(try keys(index, "Häu*") == ["de"])
    #expect(try keys(index, "перего*") == ["ru"])
    #expect(try keys(index, "北*") == ["zh"])
  }

  @Test func `a tree of a program finds what its text finds`() throws {
    let index = try Self.sample(analyzer: "standard")
    let tree = QueryExpression.any(of: [
      .all(of: [.word("palace"), .phrase("presidents palace", slop: 5)]),
      .prefix("перего").boosted(by: 2), .fuzzy("kriek", edits: 1).in(.text),
    ]).without(.exists(FieldName("none")).in(.title).without(.everything))
    let snapshot = index.snapshot
    let found = try snapshot.search(tree)
    #expect(Set(found.hits.map(\.document.key.rawValue)) == ["en", "de", "ru"])
    #expect(try snapshot.search(tree.description) == found)
    #expect(try snapshot.expression(of: tree.description) == tree)
    #expect(throws: QuernError.self) { try snapshot.search(.word("a").in(FieldName("titel"))) }
  }

  @Test func `marks are shown where a query matches, and only there`() throws {
    let snapshot = try Self.sample(analyzer: "auto").snapshot
    func marked(_ key: String, _ query: String) throws -> [String] {
      let document = try #require(try snapshot.document(for: DocumentKey(key)))
      let marks = try #require(try snapshot.highlights(of: DocumentKey(key), query: query))
      return zip(document.fields, marks).flatMap { field, marks in
        zip(field.values, marks.marks).flatMap { value, ranges in
          ranges.map { String(decoding: Array(value.utf8)[$0], as: UTF8.self) }
        }
      }
    }
    #expect(try marked("en", "president*") == ["presidents", "presidents"])
    #expect(try marked("en", "title:president*") == ["presidents"])
    #expect(try marked("en", "\"the presidents near\"") == ["the", "presidents", "near"])
    #expect(try marked("en", "(ciragan AND stadt) OR palace") == ["palace"])
    #expect(try marked("en", "Ciragam~1 -stadt") == ["Çırağan"])
    #expect(try marked("en", "palace -ciragan") == [])
    #expect(try marked("de", "Haus") == ["Häuser", "Häuser"])
    #expect(try snapshot.highlights(of: DocumentKey("none"), query: "a") == nil)
  }

  @Test func `what the search leaves out is not marked`() throws {
    let snapshot = try Self.sample(analyzer: "standard").snapshot
    func marked(_ query: String, _ options: SearchOptions = SearchOptions()) throws -> [String] {
      let marks = try #require(
        try snapshot.highlights(of: DocumentKey("en"), query: query, options: options))
      let document = try #require(try snapshot.document(for: DocumentKey("en")))
      return zip(document.fields, marks).flatMap { field, found in
        found.marks[0].map { String(decoding: Array(field.values[0].utf8)[$0], as: UTF8.self) }
      }
    }
    #expect(try snapshot.search("the zebra").total == 0)
    #expect(try marked("the zebra") == [])
    #expect(try marked("the palace") == ["palace"])
    #expect(
      try marked("the palace", SearchOptions(leavesOutStopWords: false))
        == ["The", "The", "the", "the", "palace"])
  }

  @Test func `a snippet marks words only where they are searched`() throws {
    let snapshot = try Self.sample(analyzer: "standard").snapshot
    func marked(_ query: String, _ weights: [FieldName: Float]) throws -> [String] {
      let options = SearchOptions(weights: weights, snippetLength: 500)
      let hit = try #require(try snapshot.search(query, options: options).hits.first)
      let snippet = try #require(hit.snippet)
      return snippet.matches.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
    }
    #expect(try marked("presidents", [.title: 1, .text: 1]) == ["presidents"])
    #expect(try marked("presidents", [.title: 1]) == [])
    #expect(try marked("presidents text:palace", [.title: 1]) == ["palace"])
    #expect(try marked("presidents OR (text:palace met)", [.title: 1]) == ["palace"])
  }

  @Test func `documents are deleted by a query of any form`() throws {
    let index = try Self.sample(analyzer: "standard")
    var batch = try index.writer().begin()
    #expect(try batch.delete(matching: "(palace AND pres*) OR /перего.*/") == 2)
    _ = try batch.commit()
    #expect(try keys(index, "*") == ["de", "zh"])
  }

  @Test func `a refused query says how it would be read`() throws {
    let snapshot = try Self.sample(analyzer: "standard").snapshot
    let options = SearchOptions(syntax: .strict)
    let expected = QuernError.query(
      message: "this quote is not closed (at byte 7): it would be read as palace \"near", offset: 7)
    #expect {
      try snapshot.search("palace \"near", options: options)
    } throws: { error in
      guard case .query(let message, 7) = error as? QuernError else { return false }
      return "\(expected)".hasPrefix(message.prefix(40)) && message.hasSuffix("palace \"near\"")
    }
    #expect(try snapshot.search("palace \"near").total == 1)
    #expect(try snapshot.search("(palace", options: SearchOptions(syntax: .words)).total == 1)
    let two = SearchOptions(atLeast: 2)
    #expect(try snapshot.search("palace stadt near", options: two).total == 1)
  }
}
