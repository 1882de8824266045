import Quern
import QuernModel
import QuernStorage
import Testing

struct CompletionTests {
  @Test(arguments: WordyCorpus.seeds(20, slow: 500))
  func `completions equal those of a plain list of words`(seed: UInt64) throws {
    var corpus = try WordyCorpus(seed: seed)
    let snapshot = corpus.index.snapshot
    for _ in 0..<12 {
      let head = (0..<Int.random(in: 0...2, using: &corpus.random)).map { _ in
        corpus.vocabulary.randomElement(using: &corpus.random) ?? ""
      }
      let word = corpus.vocabulary.randomElement(using: &corpus.random) ?? ""
      let letters = String(word.prefix(Int.random(in: 1...4, using: &corpus.random)))
      let limit = Int.random(in: 1...6, using: &corpus.random)
      let text = (head + [letters]).joined(separator: " ")

      var expected: [(word: String, count: Int)] = []
      for word in corpus.vocabulary where word.lowercased().hasPrefix(letters.lowercased()) {
        let count = corpus.count(head + [word])
        if count > 0 { expected.append((word, count)) }
      }
      expected.sort { $0.count == $1.count ? $0.word < $1.word : $0.count > $1.count }
      expected.removeLast(max(0, expected.count - limit))
      let found = try snapshot.completions(of: text, limit: limit)
      let place = Comment("seed \(seed): \(text)")
      #expect(found.map(\.word) == expected.map(\.word), place)
      #expect(found.map(\.documentCount) == expected.map(\.count), place)
      #expect(
        found.map(\.text) == expected.map { (head + [$0.word]).joined(separator: " ") }, place)
    }
  }

  private static func sample(analyzer: String = "english") throws -> Snapshot {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: analyzer))
    var batch = try index.writer().begin()
    for (key, title, text) in [
      (
        "a", "The President met", "Presidents and the President spoke. The President said pressure."
      ),
      ("b", "Presidential happiness", "Happiness of presidents in the Çırağan palace."),
      ("c", "Pressure", "The press asked the President of New York about new happiness."),
    ] {
      try batch.add(
        Document(key: DocumentKey(key), fields: [.init(.title, [title]), .init(.text, [text])]))
    }
    _ = try batch.commit()
    return index.snapshot
  }

  private func words(_ snapshot: Snapshot, _ text: String) throws -> [String] {
    try snapshot.completions(of: text).map(\.text)
  }

  @Test func `words are shown as they are written, one of each stem`() throws {
    let snapshot = try Self.sample()
    #expect(try words(snapshot, "pres") == ["President", "pressure", "Presidential", "press"])
    #expect(try words(snapshot, "presidents") == ["presidents"])
    #expect(try words(snapshot, "presidenti") == ["Presidential"])
    #expect(try words(snapshot, "cirag") == ["Çırağan"])
  }

  @Test func `letters beyond a stem find its words`() throws {
    let snapshot = try Self.sample()
    for letters in ["hap", "happi", "happin", "happine", "happines", "happiness"] {
      #expect(try words(snapshot, letters).map { $0.lowercased() } == ["happiness"], "\(letters)")
    }
  }

  @Test func `what stands before the last word stays and is asked for`() throws {
    let snapshot = try Self.sample()
    #expect(try words(snapshot, "palace pres") == ["palace President", "palace Presidential"])
    #expect(try words(snapshot, "+pressure \"New Yo") == ["+pressure \"New York"])
    #expect(try words(snapshot, "title:pres").allSatisfy { $0.hasPrefix("title:P") })
    #expect(try words(snapshot, "-york pres").first == "-york President")
    #expect(try words(snapshot, "zzyzx pres") == [])
  }

  @Test func `nothing follows a blank, a text without words, or letters that begin no word`() throws
  {
    let snapshot = try Self.sample()
    for text in ["", " ", "pres ", "president.", "(", "zzyzx", "\"", "+", "title:"] {
      #expect(try words(snapshot, text) == [], "\(text)")
    }
    #expect(try snapshot.completions(of: "pres", limit: 0) == [])
    #expect(throws: QuernError.self) {
      try snapshot.completions(of: String(repeating: "a", count: 9_000))
    }
    #expect(try words(snapshot, String(repeating: "a", count: 8_000)) == [])
  }
}
