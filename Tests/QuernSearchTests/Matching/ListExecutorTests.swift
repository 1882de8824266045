import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

/// On corpora of several windows of documents: what works on lists equals what scores everything.
struct ListExecutorTests {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `queries of words equal the exhaustive executor`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let searcher = try Self.index(&random).searcher
    for number in 0..<60 {
      let query = Self.query(&random)
      var parameters = SearchParameters()
      parameters.limit = [1, 10, 100, 10_000].randomElement(using: &random) ?? 1
      parameters.k1 = [0, 0.9, 1.2].randomElement(using: &random) ?? 0
      parameters.b = [0, 0.4, 1].randomElement(using: &random) ?? 0
      parameters.weights = Bool.random(using: &random) ? [.text: 1] : [.title: 2, .text: 1]
      // Weights too far apart for sums that do not depend on the order.
      if number % 20 == 19 { parameters.weights = [.title: 1e-9, .text: 1e9] }
      let place = Comment("seed \(seed), query \(number): \(QueryParserTests.describe(query))")
      let fast = try searcher.search(query, parameters)
      parameters.executor = .exhaustive
      #expect(try searcher.search(query, parameters) == fast, place)
      (parameters.executor, parameters.limit) = (.automatic, 0)
      #expect(try searcher.search(query, parameters).total == fast.total, place)
    }
  }

  /// Three thousand documents and more in the first segment, few in the others, some deleted.
  private static func index(_ random: inout SeededGenerator) throws -> IndexedCorpus {
    var corpus = try IndexedCorpus()
    for count in [Int.random(in: 2_500...5_000, using: &random), 300, 3] {
      try corpus.commit((0..<count).map { _ in document(&random) })
    }
    let deleted = Bool.random(using: &random) ? Array(stride(from: 3, to: 2_000, by: 7)) : []
    try corpus.commit([document(&random)], deleting: deleted)
    return corpus
  }

  private static func document(_ random: inout SeededGenerator) -> NaiveDocument {
    // Long texts stand together, so that blocks differ in their bounds.
    let length = Int.random(in: 0..<10, using: &random) == 0 ? 40 : 6
    var fields: [FieldName: [[String]]] = [
      .text: [(0..<Int.random(in: 1...length, using: &random)).map { _ in word(&random) }]
    ]
    // A field that few documents have keeps its lengths another way.
    if Int.random(in: 0..<8, using: &random) == 0 { fields[.title] = [[word(&random)]] }
    return NaiveDocument(fields: fields)
  }

  /// One of 300 words, of which the first is in most documents and the last in a few.
  private static func word(_ random: inout SeededGenerator) -> String {
    let place = Double.random(in: 0..<1, using: &random)
    return "w\(Int(place * place * place * 300))"
  }

  private static func query(_ random: inout SeededGenerator) -> Query {
    let occurrences: [Clause.Occurrence] = [.should, .should, .should, .must, .must, .mustNot]
    return Query(
      clauses: (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let word =
          Bool.random(using: &random)
          ? word(&random) : "w\(Int.random(in: 0..<300, using: &random))"
        return Clause(
          occurrences.randomElement(using: &random) ?? .should, .word([Array(word.utf8)]),
          field: nil)
      })
  }
}
