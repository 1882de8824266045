import QuernIndex
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

@testable import Quern

/// Phrases of three words or more that many documents have, and few side by side: their rarest words are looked for side
/// by side first.
struct PhraseNeighboursTests {
  private static let words = ["red", "green", "blue", "grey"]

  /// Most of the words of ``words``, each in a few places, among others.
  private static func text(_ random: inout SeededGenerator) -> [String] {
    var text = (0..<Int.random(in: 12...40, using: &random)).map { _ in
      "other\(Int.random(in: 0..<500, using: &random))"
    }
    for (number, word) in words.enumerated()
    where Int.random(in: 0..<(10 + 6 * number), using: &random) > 0 {
      for _ in 0...Int.random(in: 0...2, using: &random) {
        text.insert(word, at: .random(in: 0...text.count, using: &random))
      }
    }
    return text
  }

  /// How often a phrase stands in a text.
  private static func count(_ phrase: [String], in text: [String]) -> Int {
    guard text.count >= phrase.count else { return 0 }
    return (0...(text.count - phrase.count)).count { start in
      Array(text[start..<(start + phrase.count)]) == phrase
    }
  }

  @Test func `they are found where they stand, and the best of them first`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let texts = (0..<4_000).map { _ in Self.text(&random) }
    var index = try WordIndex(pairs: false)
    try index.write(texts.map { [.text: $0] })
    let snapshot = try index.snapshot
    var foundCount = 0
    for _ in 0..<40 {
      let length = Int.random(in: 3...4, using: &random)
      let phrase = (0..<length).map { _ in Self.words.randomElement(using: &random) ?? "" }
      let expected = texts.indices.filter { Self.count(phrase, in: texts[$0]) > 0 }
      let query = "\"" + phrase.joined(separator: " ") + "\""
      var options = SearchOptions(limit: texts.count, weights: [.text: 1])
      let all = try snapshot.rank(query, options: options)
      #expect(
        all.hits.map { Int($0.document.rawValue) }.sorted() == expected, "seed \(seed): \(query)")
      #expect(all.total == expected.count, "seed \(seed): \(query)")
      foundCount += expected.count
      options.limit = 3
      let best = try snapshot.rank(query, options: options)
      #expect(best.hits == Array(all.hits.prefix(3)), "seed \(seed): \(query)")
      options.limit = 0
      #expect(try snapshot.rank(query, options: options).total == expected.count)
    }
    #expect(foundCount > 100, "seed \(seed)")
  }
}
