import QuernCodec
import QuernIndex
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

/// On corpora of several windows of documents: what works on lists equals what scores everything.
struct ListExecutorTests {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `queries of words and phrases equal the exhaustive executor`(seed: UInt64) throws {
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

  @Test(arguments: 10..<14 as Range<UInt64>)
  func `pairs change no answer`(seed: UInt64) throws {
    var (random, again) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
    let with = try Self.index(&random)
    let without = try Self.index(&again, writesPairs: false)
    let pairs = try with.snapshot.segments.flatMap(\.fields).compactMap(\.pairs)
    #expect(pairs.contains { $0.dictionary.termCount > 20 }, "seed \(seed)")
    #expect(try without.snapshot.segments.flatMap(\.fields).allSatisfy { $0.pairs == nil })
    for number in 0..<60 {
      let query = Query(clauses: [Clause(.must, Self.phrase(&random))])
      var parameters = SearchParameters()
      parameters.limit = [1, 10, 10_000].randomElement(using: &random) ?? 1
      let place = Comment("seed \(seed), query \(number): \(QueryParserTests.describe(query))")
      let found = try with.searcher.search(query, parameters)
      #expect(try without.searcher.search(query, parameters) == found, place)
      parameters.executor = .exhaustive
      #expect(try with.searcher.search(query, parameters) == found, place)
    }
  }

  /// Three thousand documents and more in the first segment, few in the others, some deleted.
  static func index(
    _ random: inout SeededGenerator, writesPairs: Bool = true
  ) throws -> IndexedCorpus {
    var corpus = try IndexedCorpus(writesPairs: writesPairs)
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

  private static func rareWord(_ random: inout SeededGenerator) -> String {
    "w\(Int.random(in: 0..<300, using: &random))"
  }

  /// Two to four of the frequent words, some twice, at distances of 1 or 2.
  private static func phrase(_ random: inout SeededGenerator) -> Clause.Content {
    var offset: UInt32 = 0
    return .phrase(
      (0..<Int.random(in: 2...4, using: &random)).map { _ in
        defer { offset += Int.random(in: 0..<4, using: &random) == 0 ? 2 : 1 }
        let forms = Int.random(in: 0..<12, using: &random) == 0 ? 2 : 1
        let words = (0..<forms).map { _ in
          let place = Double.random(in: 0..<1, using: &random)
          return Array("w\(Int(place * place * place * 12))".utf8)
        }
        return PhraseWord(words, offset: offset)
      })
  }

  static func query(_ random: inout SeededGenerator) -> Query {
    let occurrences: [Clause.Occurrence] =
      Int.random(in: 0..<4, using: &random) == 0
      ? [.must, .must, .must, .mustNot] : [.should, .should, .should, .must, .must, .mustNot]
    return Query(
      clauses: (0..<Int.random(in: 1...6, using: &random)).map { _ in
        if Int.random(in: 0..<4, using: &random) == 0 {
          return Clause(occurrences.randomElement(using: &random) ?? .should, phrase(&random))
        }
        // One word in four has other forms, which are scored as if they were one.
        let forms =
          Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 2...5, using: &random) : 1
        let words = (0..<forms).map { _ in
          Array((Bool.random(using: &random) ? word(&random) : rareWord(&random)).utf8)
        }
        return Clause(
          occurrences.randomElement(using: &random) ?? .should, .word(words), field: nil)
      })
  }
}
