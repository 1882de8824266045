import Foundation
import Quern
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Random documents in a real index without stems, and as plain lists of words.
struct WordyCorpus {
  struct Article {
    var title: [String]
    var text: [String]
    var isDeleted = false

    var words: Set<String> { Set((title + text).map { $0.lowercased() }) }
  }

  var random: SeededGenerator
  private(set) var articles: [Article] = []
  let vocabulary: [String]
  let index: SearchIndex

  /// So many seeds, or with `QUERN_SLOW` more.
  static func seeds(_ count: UInt64, slow: UInt64) -> Range<UInt64> {
    0..<(ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? count : slow)
  }

  /// One to three segments; in every other corpus some articles are deleted.
  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var vocabulary: [String] = []
    while vocabulary.count < 22 {
      let word = Self.word(&random)
      // A stop word of Finnish.
      guard word.lowercased() != "joka" else { continue }
      if !vocabulary.contains(where: { $0.lowercased() == word.lowercased() }) {
        vocabulary.append(word)
      }
    }
    self.vocabulary = vocabulary
    index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    let deletes = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      var batch = try writer.begin()
      if deletes, !articles.isEmpty {
        for number in articles.indices where number % 7 == 3 && !articles[number].isDeleted {
          #expect(try batch.delete(DocumentKey("\(number)")))
          articles[number].isDeleted = true
        }
      }
      for _ in 0..<Int.random(in: 5...25, using: &random) {
        let article = Self.article(vocabulary, &random)
        try batch.add(
          Document(
            key: DocumentKey("\(articles.count)"),
            fields: [
              .init(.title, [article.title.joined(separator: " ")]),
              .init(.text, [article.text.joined(separator: " ")]),
            ]))
        articles.append(article)
      }
      _ = try batch.commit()
    }
    writer.close()
    try index.refresh()
    self.random = random
  }

  /// Four to eight letters, no stop word of any language; one in four is a name.
  private static func word(_ random: inout SeededGenerator) -> String {
    let letters = Array("qxzjvk")
    let vowels = Array("aeo")
    var word = ""
    for place in 0..<Int.random(in: 4...8, using: &random) {
      word.append((place % 2 == 0 ? letters : vowels).randomElement(using: &random) ?? "x")
    }
    return Int.random(in: 0..<4, using: &random) == 0 ? word.capitalized : word
  }

  private static func article(
    _ vocabulary: [String], _ random: inout SeededGenerator
  ) -> Article {
    func words(_ range: ClosedRange<Int>) -> [String] {
      (0..<Int.random(in: range, using: &random)).map { _ in
        // Squaring makes the first words frequent.
        let place = Double.random(in: 0..<1, using: &random)
        return vocabulary[Int(place * place * Double(vocabulary.count))]
      }
    }
    return Article(title: words(0...3), text: words(1...9))
  }

  var live: [Article] { articles.filter { !$0.isDeleted } }

  /// The number of articles with all of some words, in whatever field.
  func count(_ words: [String]) -> Int {
    let wanted = Set(words.map { $0.lowercased() })
    return live.count { wanted.isSubset(of: $0.words) }
  }

  /// The number of articles with two words one after the other.
  func count(pair left: String, _ right: String) -> Int {
    live.count { article in
      [article.title, article.text].contains { words in
        zip(words, words.dropFirst()).contains {
          $0.lowercased() == left.lowercased() && $1.lowercased() == right.lowercased()
        }
      }
    }
  }
}
