import Quern
import QuernStorage
import Testing

/// Documents of several languages in one index, and fields with analyzers of their own.
struct LanguageTests {
  private static let english =
    "The minister said that the talks were going to be continued in spring."
  private static let german =
    "Die Häuser der Stadt wurden nach dem Krieg wieder aufgebaut, und das war gut."
  private static let russian = "Министр сказал, что переговоры продолжатся и что он в это верит."
  private static let chinese = "北京大学的学生在图书馆读书。"

  private func document(
    _ key: String, _ text: String, language: String? = nil, author: String? = nil
  ) -> Document {
    var document = Document(key: DocumentKey(key), fields: [.init(.text, [text])])
    if let language { document.fields.append(.init(.language, [language], isIndexed: false)) }
    if let author { document.fields.append(.init(FieldName("author"), [author])) }
    return document
  }

  private func add(_ documents: [Document], to index: SearchIndex) throws {
    let writer = try index.writer()
    defer { writer.close() }
    var batch = try writer.begin()
    for document in documents { try batch.add(document) }
    _ = try batch.commit()
  }

  private func keys(_ index: SearchIndex, _ query: String) throws -> Set<String> {
    Set(try index.snapshot.search(query).hits.map(\.document.key.rawValue))
  }

  @Test func `each document is found by the word forms of its language`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    try add(
      [
        document("en", Self.english), document("de", Self.german), document("ru", Self.russian),
        document("zh", Self.chinese),
      ], to: index)
    #expect(try keys(index, "continuing talk") == ["en"])
    #expect(try keys(index, "Haus") == ["de"])
    #expect(try keys(index, "переговорами") == ["ru"])
    #expect(try keys(index, "北京大学") == ["zh"])
    #expect(try keys(index, "+Haus +Stadt") == ["de"])
    #expect(try keys(index, "\"talk was going\"") == [])
    #expect(try keys(index, "\"the talk were go\"") == ["en"])
    let chosen = index.snapshot.info.analysis.chosen.map(\.name)
    #expect(chosen == ["english", "german", "russian", "standard"])
  }

  @Test func `what is chosen is recorded, and forgotten when the index is made anew`() throws {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: directory)
    #expect(index.snapshot.info.analysis.chosen.isEmpty)
    #expect(try keys(index, "anything") == [])
    try add([document("en", Self.english)], to: index)
    try add([document("ru", Self.russian)], to: index)
    let again = try SearchIndex.open(in: directory)
    #expect(again.snapshot.info.analysis.chosen.map(\.name) == ["english", "russian"])
    #expect(again.snapshot.analysisWarning == nil)
    #expect(try keys(again, "minister") == ["en"])

    let writer = try again.writer()
    var batch = try writer.begin(replacingAll: true)
    try batch.add(document("ru", Self.russian))
    _ = try batch.commit()
    #expect(again.snapshot.info.analysis.main.name == "auto")
    #expect(again.snapshot.info.analysis.chosen.map(\.name) == ["russian"])
  }

  @Test func `the language that a document names decides`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    try add(
      [document("a", "Häuser Türme", language: "de"), document("b", "Häuser Türme")], to: index)
    #expect(try keys(index, "Häuser") == ["a", "b"])
    #expect(try keys(index, "Haus") == ["a"])
  }

  @Test func `snippets mark what the document's own language found`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    try add([document("en", Self.english), document("de", Self.german)], to: index)
    let result = try index.snapshot.search("Haus", options: SearchOptions(snippetLength: 200))
    let snippet = try #require(result.hits.first?.snippet)
    let marked = snippet.matches.map { range in
      String(decoding: Array(snippet.text.utf8)[range], as: UTF8.self)
    }
    #expect(marked == ["Häuser"])
  }

  @Test(arguments: [
    ("the minister and the talks", ["en"]), ("die Stadt und der Krieg", ["de"]),
    ("Die Hard", ["de"]), ("\"the talks\"", ["en"]), ("+the spring", ["en"]),
    ("the of and", ["en"]),
  ])
  func `stop words are left out in the language of the query`(
    query: String, found: [String]
  ) throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    try add(
      [
        document("en", Self.english), document("de", Self.german),
        document("both", "the and of die der und"),
      ], to: index)
    let options = SearchOptions(leavesOutStopWords: true)
    let hits = try index.snapshot.search(query, options: options).hits
    #expect(Set(hits.map(\.document.key.rawValue)).subtracting(["both"]) == Set(found))
    let isLeftOut = !hits.contains { $0.document.key.rawValue == "both" }
    #expect(isLeftOut == ["the m", "die S", "\"the "].contains { query.hasPrefix($0) })
  }

  @Test func `a field may have an analyzer of its own`() throws {
    let author = FieldName("author")
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(),
      options: IndexOptions(analyzer: "english", fieldAnalyzers: [author: "exact"]))
    try add(
      [
        document("a", "Cooks cook.", author: "Cook"),
        document("b", "Bakers bake.", author: "Cooks"),
      ], to: index)
    #expect(try keys(index, "cooking") == ["a"])
    #expect(try keys(index, "author:Cook") == ["a"])
    #expect(try keys(index, "author:Cooks") == ["b"])
    #expect(try keys(index, "author:cooks") == [])
    let options = SearchOptions(weights: [.text: 1, author: 1])
    let both = try index.snapshot.search("Cooks", options: options)
    #expect(Set(both.hits.map(\.document.key.rawValue)) == ["a", "b"])
    let analysis = index.snapshot.info.analysis
    #expect(analysis.fields == [author: AnalyzerIdentity(name: "exact", version: 1)])
  }

  @Test func `a field may have pairs of characters where others have words`() throws {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(fieldAnalyzers: [.title: "bigram"]))
    try add(
      [Document(key: DocumentKey("a"), fields: [.init(.title, ["東京都の水道"])])], to: index)
    #expect(try keys(index, "京都") == ["a"])
    #expect(try keys(index, "+\"都の水\"") == ["a"])
    #expect(try keys(index, "title:京都") == ["a"])
  }

  @Test func `an analyzer that a program composes is wanted to open its index`() throws {
    let analyzer = try Analyzer(
      name: "upper", version: 2, wordBreaking: .whiteSpace, stages: [.caseFolded])
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "upper"), analyzers: [analyzer])
    try add([document("a", "C++ and D")], to: index)
    #expect(try keys(index, "c++") == ["a"])
    #expect(try keys(SearchIndex.open(in: directory, analyzers: [analyzer]), "C++") == ["a"])
    #expect {
      try SearchIndex.open(in: directory)
    } throws: { error in
      guard case .unknownAnalyzer("upper", _)? = error as? QuernError else { return false }
      return true
    }
    let older = try Analyzer(
      name: "upper", version: 1, wordBreaking: .whiteSpace, stages: [.caseFolded])
    #expect {
      try SearchIndex.open(in: directory, analyzers: [older])
    } throws: { error in
      guard case .analysisMismatch? = error as? QuernError else { return false }
      return true
    }
  }
}
