import Foundation
import Quern
import QuernModel
import QuernStorage
import Testing
import QuernTestSupport

struct SearchIndexTests {
  private func article(_ key: String, _ title: String, _ text: String) -> Document {
    Document(key: DocumentKey(key), fields: [.init(.title, [title]), .init(.text, [text])])
  }

  /// An index in memory with some articles.
  private func sample(_ documents: [Document]) throws -> SearchIndex {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    var batch = try index.writer().begin()
    for document in documents { try batch.add(document) }
    _ = try batch.commit()
    return index
  }

  private func keys(_ index: SearchIndex, _ query: String) throws -> [String] {
    try index.snapshot.search(query).hits.map(\.document.key.rawValue)
  }

  @Test func `words, signs, phrases and fields`() throws {
    let index = try sample([
      article("a", "Peskov speaks", "No miraculous breakthrough is expected."),
      article("b", "Breakthrough", "A breakthrough that was miraculous."),
      article("c", "Weather", "Çırağan Palace in the rain."),
    ])
    #expect(Set(try keys(index, "Peskov breakthrough")) == ["a", "b"])
    #expect(try keys(index, "+Peskov breakthrough") == ["a"])
    #expect(try keys(index, "breakthrough -Peskov") == ["b"])
    #expect(try keys(index, "\"miraculous breakthrough\"") == ["a"])
    #expect(try keys(index, "title:breakthrough") == ["b"])
    for spelling in ["Çırağan", "CIRAGAN", "Ciragan"] {
      #expect(try keys(index, spelling) == ["c"])
    }
    #expect(try keys(index, "Peskov’s") == ["a"])
    #expect(try keys(index, "nowhere") == [])
    #expect(try keys(index, "-Peskov") == [])
  }

  @Test func `pairs of characters find words of scripts without spaces`() throws {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: "bigram"))
    var batch = try index.writer().begin()
    try batch.add(article("ja", "題", "東京都の水道について"))
    try batch.add(article("zh", "标题", "北京大学的学生"))
    _ = try batch.commit()
    #expect(try keys(index, "水道局") == ["ja"])
    #expect(try keys(index, "+北京大学") == ["zh"])
    #expect(try keys(index, "\"東京都の水道\"") == ["ja"])
    #expect(try keys(index, "\"水道の東京\"") == [])
  }

  @Test func `an unknown field is an error with its place`() throws {
    let index = try sample([article("a", "One", "two")])
    #expect {
      try index.snapshot.search("one titel:two")
    } throws: { error in
      guard case .query(let message, let offset)? = error as? QuernError else { return false }
      return message.contains("title") && offset == 4
    }
  }

  @Test func `options outside their ranges are errors`() throws {
    let index = try sample([article("a", "One", "two")])
    for options in [
      SearchOptions(limit: -1), SearchOptions(offset: .max), SearchOptions(k1: -1),
      SearchOptions(b: 2), SearchOptions(k1: .nan), SearchOptions(weights: [:]),
      SearchOptions(weights: [.text: 0]),
    ] {
      let snapshot = index.snapshot
      let key = DocumentKey("a")
      func refuses(_ body: () throws -> Void) {
        #expect {
          try body()
        } throws: { error in
          if case .options = error as? QuernError { true } else { false }
        }
      }
      refuses { _ = try snapshot.search("one", options: options) }
      refuses { _ = try snapshot.planDescription(of: "one", options: options) }
      refuses { _ = try snapshot.highlights(of: key, query: "two", options: options) }
      refuses { _ = try snapshot.completions(of: "one tw", options: options) }
      refuses { _ = try snapshot.similar(to: key, options: options) }
    }
  }

  @Test func `scores stay numbers whatever the weights are`() throws {
    let index = try sample([article("a", "One two three", "one two three four five")])
    let most = Float.greatestFiniteMagnitude
    let options = SearchOptions(k1: most, b: 1, weights: [.title: most, .text: most])
    let hits = try index.snapshot.search("one two three four five", options: options).hits
    #expect(hits.count == 1 && hits.allSatisfy(\.score.isFinite))
  }

  @Test func `a document with a field twice is refused, and the batch goes on`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    var batch = try index.writer().begin()
    var isRefused = false
    // Swift takes both spellings of é for the same name.
    for names in [("a", "a"), ("caf\u{E9}", "cafe\u{301}")] {
      let fields = [names.0, names.1].map { Document.Field(FieldName($0), ["word"]) }
      do { try batch.add(Document(key: DocumentKey("twice"), fields: fields)) } catch {
        isRefused = true
      }
      #expect(isRefused)
      isRefused = false
    }
    try batch.add(article("b", "One", "word"))
    #expect(try batch.commit().documentCount == 1)
  }

  @Test func `hits carry snippets and explanations that add up`() throws {
    let index = try sample([article("a", "Peskov", "Peskov said that no breakthrough is near.")])
    let hit = try #require(
      try index.snapshot.search(
        "Peskov breakthrough", options: SearchOptions(snippetLength: 80, explains: true)
      ).hits.first)
    let snippet = try #require(hit.snippet)
    let words = snippet.matches.map { range in
      String(decoding: Array(snippet.text.utf8)[range], as: UTF8.self)
    }
    #expect(words == ["Peskov", "breakthrough"])
    let explanation = try #require(hit.explanation)
    #expect(abs(explanation.value - Double(hit.score)) <= 1e-6 * Double(hit.score))
  }

  @Test func `paging gives each hit once`() throws {
    let index = try sample((0..<25).map { article("k\($0)", "t", "word") })
    var found: [String] = []
    for offset in stride(from: 0, to: 30, by: 10) {
      let result = try index.snapshot.search("word", options: SearchOptions(offset: offset))
      #expect(result.total == 25)
      found += result.hits.map(\.document.key.rawValue)
      #expect(result.hits.first.map { $0.rank == offset + 1 } ?? true)
    }
    #expect(found == (0..<25).map { "k\($0)" })
  }

  @Test func `one writer at a time`() throws {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: directory)
    let writer = try index.writer()
    #expect {
      try SearchIndex.open(in: directory).writer()
    } throws: { error in
      guard case .locked(_, let holder)? = error as? QuernError else { return false }
      return holder.contains("process")
    }
    writer.close()
    try index.writer().close()
  }

  @Test func `a batch that is dropped changes nothing`() throws {
    let index = try sample([article("a", "One", "two")])
    let writer = try index.writer()
    do {
      var batch = try writer.begin()
      try batch.add(article("b", "Three", "four"))
      let wasThere = try batch.delete(DocumentKey("a"))
      #expect(wasThere)
    }
    #expect(index.snapshot.documentCount == 1)
    #expect(try keys(index, "three") == [])
    #expect(try keys(index, "one") == ["a"])
  }

  @Test func `documents are replaced, deleted and found by key`() throws {
    let index = try sample([article("a", "One", "old"), article("b", "Two", "x")])
    let writer = try index.writer()
    let before = index.snapshot
    var batch = try writer.begin()
    try batch.add(article("a", "One", "new"))
    let found = try ["b", "c"].map { try batch.delete(DocumentKey($0)) }
    #expect(found == [true, false])
    let summary = try batch.commit()
    #expect(summary.documentCount == 1)
    #expect(try index.snapshot.document(for: DocumentKey("a"))?[.text] == "new")
    #expect(try index.snapshot.document(for: DocumentKey("b")) == nil)
    #expect(try before.document(for: DocumentKey("b")) != nil)
    #expect(before.documentCount == 2)
  }

  @Test func `documents are deleted by a query`() throws {
    let index = try sample([
      article("a", "Rain", "in spring"), article("b", "Sun", "in summer"),
      article("c", "Rain", "in summer"),
    ])
    let writer = try index.writer()
    var batch = try writer.begin()
    try batch.add(article("d", "Rain", "in autumn"))
    try batch.add(article("a", "Snow", "in winter"))
    let counts = [
      try batch.delete(matching: "+rain -autumn"), try batch.delete(matching: "nowhere"),
      try batch.delete(matching: "-rain"),
    ]
    #expect(counts == [1, 0, 0])
    try batch.add(article("c", "Wind", "of change"))
    #expect(try batch.commit().documentCount == 4)
    #expect(try Set(keys(index, "rain sun snow wind")) == ["a", "b", "c", "d"])
    #expect(try keys(index, "rain") == ["d"])

    var all = try writer.begin()
    let count = try all.delete(matching: "rain sun snow wind")
    #expect(count == 4)
    all.rollback()
    #expect(index.snapshot.documentCount == 4)
    var wrong = try writer.begin()
    #expect(throws: QuernError.self) { try wrong.delete(matching: "titel:rain") }
    #expect(try wrong.commit().documentCount == 4)
  }

  @Test func `a writer can wait for another one`() throws {
    let folder = try TemporaryFolder()
    let index = try SearchIndex.openOrCreate(at: folder.path)
    let first = try index.writer()
    let start = ContinuousClock.now
    #expect {
      try index.writer(waiting: .milliseconds(80))
    } throws: { error in
      guard case .locked(_, let holder)? = error as? QuernError else { return false }
      return holder.contains("process") && holder.contains("since")
    }
    #expect(ContinuousClock.now - start >= .milliseconds(80))
    first.close()
    try index.writer(waiting: .seconds(60)).close()
  }

  @Test func `files that vanish are there for who has opened them, and missed by others`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/index"
    let index = try SearchIndex.openOrCreate(at: path)
    let writer = try index.writer()
    var batch = try writer.begin()
    for number in 0..<300 { try batch.add(article("k\(number)", "Word\(number)", "common")) }
    _ = try batch.commit()
    batch = try writer.begin()
    try batch.delete(DocumentKey("k5"))
    _ = try batch.commit()
    writer.close()
    let reader = try SearchIndex.open(at: path)
    let before = try reader.snapshot.search("common word7").hits
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    for name in names where name.hasSuffix(".segment") || name.contains("deleted") {
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      #expect(throws: QuernError.self) { try SearchIndex.open(at: path) }
      #expect(try reader.snapshot.search("common word7").hits == before)
      #expect(try !reader.refresh())
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: QuernError.noIndex(path: path)) { try reader.refresh() }
    #expect(try reader.snapshot.search("common word7").hits == before)
    #expect(try reader.snapshot.document(for: DocumentKey("k9"))?[.title] == "Word9")
  }

  @Test func `the thousand-and-first field is stored only, and said`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    let writer = try index.writer()
    var batch = try writer.begin()
    let many = (0..<1_200).map { Document.Field(FieldName("f\($0)"), ["word"]) }
    try batch.add(Document(key: DocumentKey("a"), fields: many))
    try batch.add(article("b", "Title", "text"))
    let summary = try batch.commit()
    #expect(summary.storedOnlyFields.count == 202)
    #expect(index.snapshot.searchableFields.count == WriteBatch.maximumFieldCount)
    #expect(try keys(index, "f5:word") == ["a"])
    #expect(try keys(index, "title") == ["b"])
    #expect(try index.snapshot.document(for: DocumentKey("a"))?[FieldName("f1100")] == "word")
  }

  @Test func `documents over the limits are refused`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    var batch = try index.writer().begin()
    let long = String(repeating: "k", count: DocumentKey.maximumByteCount + 1)
    for key in ["", long] {
      var isRefused = false
      do { try batch.add(Document(key: DocumentKey(key))) } catch { isRefused = true }
      #expect(isRefused)
    }
    try batch.add(Document(key: DocumentKey(String(long.dropLast()))))
    #expect(try batch.commit().documentCount == 1)
  }

  @Test func `an unknown analyzer is named with those that there are`() {
    #expect(
      throws: QuernError.unknownAnalyzer(name: "klingon", known: TextAnalysis.analyzerNames)
    ) {
      try SearchIndex.openOrCreate(
        in: MemoryDirectory(), options: IndexOptions(analyzer: "klingon"))
    }
  }

  @Test func `a folder without an index is named`() throws {
    #expect(throws: QuernError.noIndex(path: "memory")) {
      try SearchIndex.open(in: MemoryDirectory())
    }
    let folder = try TemporaryFolder()
    #expect(throws: QuernError.noIndex(path: folder.path + "/none")) {
      try SearchIndex.open(at: folder.path + "/none")
    }
  }

  @Test func `names in two normal forms are one field`() throws {
    let names = ["caf\u{E9}", "cafe\u{301}"]
    func document(_ number: Int) -> Document {
      Document(
        key: DocumentKey("\(number)"), fields: [.init(FieldName(names[number % 2]), ["x\(number)"])]
      )
    }
    for commitCount in [1, 4] {
      let directory = MemoryDirectory()
      let index = try SearchIndex.openOrCreate(in: directory)
      let writer = try index.writer()
      for commit in 0..<commitCount {
        var batch = try writer.begin()
        for number in stride(from: commit, to: 8, by: commitCount) {
          try batch.add(document(number))
        }
        _ = try batch.commit()
      }
      for _ in 0..<2 {
        let found = try index.snapshot.search("\(names[0]):x3 \(names[0]):x4")
        #expect(Set(found.hits.map(\.document.key.rawValue)) == ["3", "4"])
        #expect(try index.snapshot.search("\(names[0]):>=x5").total == 3)
        #expect(try index.snapshot.fieldSummaries().map(\.valueCount) == [8])
        #expect(SearchIndex.check(in: directory) == [])
        _ = try writer.optimize()
      }
    }
  }

  @Test func `a query deletes what it finds, without its stop words`() throws {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: "english"))
    var batch = try index.writer().begin()
    try batch.add(article("a", "Zoo", "The zebra of the zoo"))
    try batch.add(article("b", "Town", "The mayor of the town"))
    #expect(try batch.delete(matching: "the zebra") == 1)
    _ = try batch.commit()
    #expect(try keys(index, "mayor") == ["b"])
  }
}
