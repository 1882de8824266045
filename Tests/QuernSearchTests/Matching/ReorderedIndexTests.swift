import QuernIndex
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

/// The order of documents changes no answer, but which of equal scores come first.
struct ReorderedIndexTests {
  private struct Answer: Equatable {
    var total: Int?
    var scores: [Float]

    /// The documents whose scores are not that of the last hit.
    var sure: Set<[Int]>

    init(_ query: Query, _ parameters: SearchParameters, _ corpus: IndexedCorpus) throws {
      let snapshot = try corpus.snapshot
      let result = try Searcher(snapshot).search(query, parameters)
      total = result.total.map { Int($0) }
      scores = result.hits.map(\.score)
      let last = scores.last
      let isCut = result.hits.count == parameters.limit
      sure = Set(
        try result.hits.filter { !isCut || $0.score != last }.map { hit in
          [try IndexedCorpus.number(of: hit, in: snapshot), Int(hit.score.bitPattern)]
        })
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func `lists and counts are those of the order of arrival`(seed: UInt64) throws {
    var (random, again) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
    let kept = try ListExecutorTests.index(&random)
    let reordered = try ListExecutorTests.index(&again)
    try kept.optimize(reordering: nil)
    try reordered.optimize(
      reordering: Reordering(
        smallestDocumentCount: 1, memoryByteCount: 1 << 26, threads: 1 + Int(seed % 2)))
    #expect(try reordered.snapshot.segments.allSatisfy(\.isReordered))
    #expect(try kept.snapshot.segments.allSatisfy { !$0.isReordered })
    for number in 0..<40 {
      let query = ListExecutorTests.query(&random)
      var parameters = SearchParameters()
      parameters.limit = [1, 10, 100, 10_000].randomElement(using: &random) ?? 1
      parameters.weights = Bool.random(using: &random) ? [.text: 1] : [.title: 2, .text: 1]
      let place = Comment("seed \(seed), query \(number): \(QueryParserTests.describe(query))")
      let first = try Answer(query, parameters, kept)
      #expect(try Answer(query, parameters, reordered) == first, place)
      parameters.limit = 0
      #expect(try Answer(query, parameters, reordered).total == first.total, place)
    }
  }
}
