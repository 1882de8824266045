import QuernIndex
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

@testable import Quern
@testable import QuernIndex

/// Phrases of words that are frequent in texts and rare in titles, with pairs and without.
struct SharedPairPhraseTests {
  private static let pools = [["to", "be", "or", "not", "is"], ["der", "die", "das"]]

  /// A text in which words of a pool are frequent, and most often a title, which has some of them now and then.
  private static func document(
    _ pool: [String], hasTitle: Bool, _ random: inout SeededGenerator
  ) -> [FieldName: [String]] {
    func frequent() -> String { pool.randomElement(using: &random) ?? "" }
    func rare() -> String { "w\(Int.random(in: 0..<4_000, using: &random))" }
    let text = (0..<Int.random(in: 40...80, using: &random)).map { _ in
      // Few enough that one token in eight begins a pair at most.
      Int.random(in: 0..<4, using: &random) == 0 ? frequent() : rare()
    }
    guard hasTitle else { return [.text: text] }
    let phrase = (0..<Int.random(in: 2...4, using: &random)).map { _ in frequent() }
    // So seldom that none is frequent in titles by chance.
    let isPhrase = Int.random(in: 0..<18, using: &random) == 0
    return [.text: text, .title: [rare()] + (isPhrase ? phrase : []) + [rare()]]
  }

  @Test func `phrases over both fields are the same in segments with other words`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var (with, without) = (try WordIndex(), try WordIndex(pairs: false))
    let segments = [(700, 0, true), (40, 1, true), (500, 1, true), (300, 0, false)]
    for (count, pool, hasTitles) in segments {
      let documents = (0..<count).map { _ in
        Self.document(Self.pools[pool], hasTitle: hasTitles, &random)
      }
      try with.write(documents)
      try without.write(documents)
    }
    let (paired, plain) = (try with.snapshot, try without.snapshot)
    let title = try #require(paired.contents.segments[0].fields.first { $0.name == .title })
    #expect(try #require(title.pairs).rareWords.count >= 5, "seed \(seed)")
    #expect(plain.contents.segments.allSatisfy { $0.fields.allSatisfy { $0.pairs == nil } })
    var foundCount = 0
    for _ in 0..<120 {
      let pool = try #require(Self.pools.randomElement(using: &random))
      let phrase = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        pool.randomElement(using: &random) ?? ""
      }.joined(separator: " ")
      let field = ["", "title:", "text:"].randomElement(using: &random) ?? ""
      let query = "\(field)\"\(phrase)\""
      let options = SearchOptions(
        limit: [1, 10, 1_000].randomElement(using: &random) ?? 10,
        ranking: Bool.random(using: &random) ? .bm25 : .bm25f, weights: [.title: 2, .text: 1])
      let found = try paired.rank(query, options: options)
      let expected = try plain.rank(query, options: options)
      try #require(found == expected, "seed \(seed): \(query), \(options)")
      if field == "title:" { foundCount += found.hits.count }
    }
    #expect(foundCount > 0, "seed \(seed)")
  }
}
