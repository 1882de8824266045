import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// Words in several fields, whose lists are joined: what works on lists equals what scores everything.
struct FieldsExecutorTests {
  private static let group = FieldName("group")
  private static let tags = FieldName("tags")

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `words of several fields equal the exhaustive executor`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 900 + seed)
    let searcher = try Self.index(&random).searcher
    for number in 0..<60 {
      let query = try Self.query(&random)
      var parameters = Self.parameters(&random)
      let place = Comment("seed \(seed), query \(number): \(QueryParserTests.describe(query))")
      let fast = try searcher.search(query, parameters)
      parameters.executor = .exhaustive
      #expect(try searcher.search(query, parameters) == fast, place)
      // The second time, what was counted of a word is at hand.
      (parameters.executor, parameters.limit, parameters.offset) = (.automatic, 0, 0)
      for _ in 0..<2 {
        #expect(try searcher.search(query, parameters).total == fast.total, place)
      }
    }
  }

  @Test func `a word that was counted is counted anew once documents are deleted`() throws {
    var corpus = try IndexedCorpus()
    let documents = (0..<300).map { number in
      NaiveDocument(fields: [
        .title: [[number % 3 == 0 ? "a" : "b"]], .text: [[number % 2 == 0 ? "a" : "c", "d"]],
      ])
    }
    try corpus.commit(documents)
    let query = Query(clauses: [Clause(.should, .word([Array("a".utf8)]))])
    for limit in [0, 10, 0] {
      var parameters = SearchParameters()
      parameters.limit = limit
      #expect(try corpus.searcher.search(query, parameters).total == 200)
    }
    try corpus.commit([], deleting: [0, 1, 2, 3])
    #expect(try corpus.searcher.search(query).total == 197)
  }

  /// A list of 300 documents, of which title and text have some alone, has several blocks.
  @Test func `a plan names the fields that are joined`() throws {
    var corpus = try IndexedCorpus()
    try corpus.commit(
      (0..<400).map { number in
        NaiveDocument(fields: [.title: [[number % 4 == 0 ? "a" : "b"]], .text: [["a", "c"]]])
      })
    let query = Query(clauses: [Clause(.should, .word([Array("a".utf8)]))])
    var parameters = SearchParameters()
    let lines = try corpus.searcher.describePlan(query, parameters)
    #expect(lines.contains { $0.contains("text:a + title:a: 500 postings") }, "\(lines)")
    parameters.weights = [.text: 1]
    let alone = try corpus.searcher.describePlan(query, parameters)
    #expect(alone.contains { $0.contains("text:a: 400 postings") }, "\(alone)")
  }

  private static func parameters(_ random: inout SeededGenerator) -> SearchParameters {
    var parameters = SearchParameters()
    parameters.limit = [1, 10, 10, 100, 10_000].randomElement(using: &random) ?? 1
    parameters.offset = [0, 0, 3].randomElement(using: &random) ?? 0
    parameters.k1 = [0, 0.9, 1.2].randomElement(using: &random) ?? 0
    parameters.b = [0, 0.4, 1].randomElement(using: &random) ?? 0
    parameters.ranking = Int.random(in: 0..<4, using: &random) == 0 ? .bm25 : .bm25f
    let (title, text) = (
      Float.random(in: 0.01...9, using: &random), Float.random(in: 0.01...9, using: &random)
    )
    let weights: [[FieldName: Float]] = [
      [.title: 1, .text: 1], [.title: title, .text: text], [.title: title, .text: 1, tags: 2],
    ]
    parameters.weights = weights.randomElement(using: &random) ?? [:]
    return parameters
  }

  /// Some thousand documents in the first segment, few in the others, some deleted.
  private static func index(_ random: inout SeededGenerator) throws -> IndexedCorpus {
    var corpus = try IndexedCorpus()
    for count in [Int.random(in: 1_500...3_500, using: &random), 200, 2] {
      try corpus.commit((0..<count).map { _ in document(&random) })
    }
    let deleted = Bool.random(using: &random) ? Array(stride(from: 3, to: 1_400, by: 11)) : []
    try corpus.commit([document(&random)], deleting: deleted)
    return corpus
  }

  private static func document(_ random: inout SeededGenerator) -> NaiveDocument {
    let length = Int.random(in: 0..<10, using: &random) == 0 ? 50 : 9
    let text = (0..<Int.random(in: 1...length, using: &random)).map { _ in word(&random) }
    var fields: [FieldName: [[String]]] = [
      .text: [text], group: [["\(Int.random(in: 0..<10, using: &random))"]],
    ]
    if Int.random(in: 0..<10, using: &random) > 0 {
      // Most titles repeat what the text says.
      fields[.title] = [
        (0..<Int.random(in: 1...5, using: &random)).map { _ in
          Bool.random(using: &random) ? word(&random) : text.randomElement(using: &random) ?? ""
        }
      ]
    }
    // A field that few documents have keeps its lengths another way.
    if Int.random(in: 0..<8, using: &random) == 0 { fields[tags] = [[word(&random)]] }
    return NaiveDocument(fields: fields)
  }

  /// One of 300 words, of which the first is in most documents and the last in a few.
  private static func word(_ random: inout SeededGenerator) -> String {
    let place = Double.random(in: 0..<1, using: &random)
    return "w\(Int(place * place * place * 300))"
  }

  /// One to four words, common and rare, seldom with forms, phrases, and a condition.
  private static func query(_ random: inout SeededGenerator) throws -> Query {
    let occurrences: [Clause.Occurrence] =
      Bool.random(using: &random) ? [.must] : [.should, .should, .must, .mustNot]
    var clauses = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Clause(occurrences.randomElement(using: &random) ?? .should, content(&random))
    }
    if Int.random(in: 0..<5, using: &random) == 0 {
      let value = ValueBound("\(Int.random(in: 0..<10, using: &random))")
      clauses.append(Clause(.must, .values(ValueRange(value, value)), field: group))
    }
    return Query(clauses: clauses)
  }

  private static func content(_ random: inout SeededGenerator) -> Clause.Content {
    func term() -> [UInt8] {
      let rare = "w\(Int.random(in: 0..<300, using: &random))"
      return Array((Int.random(in: 0..<3, using: &random) == 0 ? rare : word(&random)).utf8)
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .word([term(), term()])
    case 1, 2:
      return .phrase([PhraseWord([term()], offset: 0), PhraseWord([term()], offset: 1)])
    default: return .word([term()])
    }
  }
}
