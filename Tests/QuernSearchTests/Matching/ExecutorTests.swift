import Foundation
import QuernIndex
import QuernModel
import QuernSearch
import Testing

/// On random corpora: every executor equals the exhaustive one, which equals the naive index.
struct ExecutorTests {
  /// 25 queries each; 400 with `QUERN_SLOW`.
  static let seeds: Range<UInt64> =
    ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 0..<40 : 0..<400

  @Test(arguments: seeds)
  func `every executor equals the exhaustive one and that the naive index`(seed: UInt64) throws {
    var random = RandomCorpus(seed: seed)
    let corpus = try random.index()
    let snapshot = try corpus.snapshot
    let searcher = Searcher(snapshot)
    for number in 0..<25 {
      let query = random.query()
      var parameters = random.parameters()
      let place = Comment("seed \(seed), query \(number): \(QueryParserTests.describe(query))")

      let pruned = try searcher.search(query, parameters)
      parameters.executor = .exhaustive
      let exhaustive = try searcher.search(query, parameters)
      #expect(pruned == exhaustive, place)

      let expected = corpus.naive.scores(query, parameters)
      #expect(pruned.total == expected.count, place)
      (parameters.limit, parameters.offset) = (10_000, 0)
      let all = try searcher.search(query, parameters)
      #expect(all.hits.prefix(exhaustive.hits.count).count == exhaustive.hits.count, place)
      // Under BM25F a field of small weight is a small part of what its words may score.
      let error = parameters.ranking == .bm25f ? 1e-6 : 0
      try check(all.hits, expected, error, snapshot, place)
    }
  }

  /// Whether hits are what the naive index found, in descending order.
  private func check(
    _ hits: [ScoredDocument], _ expected: [Int: Double], _ error: Double,
    _ snapshot: IndexSnapshot, _ place: Comment
  ) throws {
    #expect(hits == hits.sorted { $0.precedes($1) }, place)
    var found: [Int: Float] = [:]
    for hit in hits {
      found[try IndexedCorpus.number(of: hit, in: snapshot)] = hit.score
    }
    #expect(Set(found.keys) == Set(expected.keys), place)
    for (number, score) in found {
      let wanted = expected[number] ?? 0
      // A contribution is the difference of two Floats, each of them 20 times as large at most.
      #expect(abs(Double(score) - wanted) <= 1e-5 * wanted + error, place)
    }
  }
}
