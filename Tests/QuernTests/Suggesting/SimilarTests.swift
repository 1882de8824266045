import Foundation
import Quern
import QuernModel
import QuernStorage
import Testing

struct SimilarTests {
  /// The weights of an article's words by the formula, from plain lists.
  private func weights(
    of article: WordyCorpus.Article, in corpus: WordyCorpus, _ options: SearchOptions
  ) -> [(word: String, weight: Double)] {
    func frequency(_ words: [String], _ word: String) -> Int {
      words.count { $0.lowercased() == word }
    }
    let (title, text) = (options.weights[.title] ?? 0, options.weights[.text] ?? 0)
    // Deleted articles count until a merge.
    let written = corpus.articles
    func average(_ words: (WordyCorpus.Article) -> [String]) -> Double {
      let lengths = written.map { words($0).count }.filter { $0 > 0 }
      return lengths.isEmpty ? 0 : Double(lengths.reduce(0, +)) / Double(lengths.count)
    }
    let averages = average(\.title) + average(\.text)
    let count = max(written.count { !$0.title.isEmpty }, written.count { !$0.text.isEmpty })
    let length = Double(Float(article.title.count) * title + Float(article.text.count) * text)
    return article.words.compactMap { word in
      let n = max(
        written.count { frequency($0.title, word) > 0 },
        written.count { frequency($0.text, word) > 0 })
      guard n >= 2 else { return nil }
      let idf = log(1 + (Double(count) - Double(n) + 0.5) / (Double(n) + 0.5))
      let tf =
        Double(title) * Double(frequency(article.title, word))
        + Double(text) * Double(frequency(article.text, word))
      let (k1, b) = (Double(options.k1), Double(options.b))
      let norm = k1 * (1 - b + b * length.rounded(.down) / averages)
      return (word, idf * (k1 + 1) * tf / (tf + norm))
    }.sorted { $0.weight == $1.weight ? $0.word < $1.word : $0.weight > $1.weight }
  }

  @Test(arguments: WordyCorpus.seeds(20, slow: 500))
  func `words and hits equal those of a plain computation`(seed: UInt64) throws {
    var corpus = try WordyCorpus(seed: 300 + seed)
    let snapshot = corpus.index.snapshot
    // Merges drop deleted articles, which the plain computation counts.
    guard try snapshot.statistics().deletedCount == corpus.articles.count(where: \.isDeleted) else {
      return
    }
    for _ in 0..<5 {
      let number = Int.random(in: corpus.articles.indices, using: &corpus.random)
      let article = corpus.articles[number]
      var options = SearchOptions(limit: 1_000)
      options.offset = Int.random(in: 0...2, using: &corpus.random)
      let found = try snapshot.similar(to: DocumentKey("\(number)"), options: options)
      let place = Comment("seed \(300 + seed), article \(number)")
      guard !article.isDeleted else {
        #expect(found == nil, place)
        continue
      }
      let similar = try #require(found)
      let expected = weights(of: article, in: corpus, options)
      #expect(similar.words.map { $0.word.lowercased() } == expected.map(\.word), place)
      for (word, wanted) in zip(similar.words, expected) {
        let share = wanted.weight / (expected.first?.weight ?? 1)
        #expect(abs(Double(word.weight) - share) < 1e-5, place)
      }
      guard !similar.words.isEmpty else { continue }
      let tree = QueryExpression.any(
        of: similar.words.map { .word($0.word).boosted(by: $0.weight) })
      var all = options
      all.offset = 0
      let others = try snapshot.search(tree, options: all).hits
        .filter { $0.document.key.rawValue != "\(number)" }
      let wanted = others.dropFirst(options.offset)
      #expect(similar.result.total == others.count, place)
      #expect(similar.result.hits.map(\.document.key) == wanted.map(\.document.key), place)
      #expect(similar.result.hits.map(\.score) == wanted.map(\.score), place)
      #expect(similar.result.hits.map(\.rank) == wanted.indices.map { $0 + 1 }, place)
    }
  }

  @Test func `stop words and words of one article only are not looked for`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    var batch = try index.writer().begin()
    for (key, text) in [
      ("a", "The envoy and the minister spoke of the grain that was in the harbour."),
      ("b", "The ships with grain were in the harbour and not on the sea."),
      ("c", "The weather was fine and the sea was calm."),
    ] {
      try batch.add(Document(key: DocumentKey(key), fields: [.init(.text, [text])]))
    }
    _ = try batch.commit()
    let snapshot = index.snapshot
    let options = SearchOptions(snippetLength: 100, explains: true)
    let similar = try #require(try snapshot.similar(to: DocumentKey("a"), options: options))
    #expect(similar.words.map(\.word) == ["grain", "harbour"])
    #expect(similar.result.hits.map(\.document.key.rawValue) == ["b"])
    let hit = try #require(similar.result.hits.first)
    #expect(hit.snippet?.matches.count == 2)
    #expect(Float(hit.explanation?.value ?? 0) == hit.score)
    #expect(try snapshot.similar(to: DocumentKey("z")) == nil)
    let most = SearchOptions(limit: 9_999_999, offset: 1)
    #expect(try snapshot.similar(to: DocumentKey("a"), options: most)?.result.total == 1)
    #expect(throws: QuernError.self) {
      try snapshot.similar(to: DocumentKey("a"), options: SearchOptions(limit: -1))
    }
  }
}
