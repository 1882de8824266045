import QuernModel
import QuernSearch
import Testing

struct SearcherTests {
  @Test(arguments: [
    ("limit", -1), ("limit", 10_000_001), ("offset", -1), ("offset", 10_000_000),
    ("offset", Int.max), ("limit", Int.max),
  ])
  func `a list beyond reason is refused`(name: String, value: Int) throws {
    var parameters = SearchParameters()
    if name == "limit" { parameters.limit = value } else { parameters.offset = value }
    try checkRefusal(parameters, name: name)
  }

  @Test(arguments: [
    ("k1", -0.1), ("k1", .infinity), ("k1", .nan), ("b", -0.1), ("b", 1.1), ("b", .nan),
    ("weight of title", 0), ("weight of title", -1), ("weight of title", .nan),
    ("weight of title", .infinity),
  ])
  func `numbers that make no score are refused`(name: String, value: Float) throws {
    var parameters = SearchParameters()
    switch name {
    case "k1": parameters.k1 = value
    case "b": parameters.b = value
    default: parameters.weights[.title] = value
    }
    try checkRefusal(parameters, name: name)
  }

  private func checkRefusal(_ parameters: SearchParameters, name: String) throws {
    let searcher = try IndexedCorpus().searcher
    #expect {
      try searcher.search(Query(), parameters)
    } throws: { error in
      guard case SearchError.parameter(name, _, _) = error else { return false }
      return true
    }
  }

  @Test(arguments: [
    ("", EmptyReason.noWords), ("...", .noWords), ("-a", .onlyExclusions),
    ("+a +zzz", .requiredWordMissing(range: 4..<7)), ("zzz yyy", .allWordsMissing),
    ("title:a", .allWordsMissing), ("\"a zzz\"", .allWordsMissing),
  ])
  func `a query that finds nothing says why`(text: String, reason: EmptyReason) throws {
    let outcome = try Self.small().searcher.search(try QueryParserTests.parse(text))
    #expect(outcome == SearchOutcome(hits: [], total: 0, emptyReason: reason))
  }

  @Test func `a word that is asked for twice counts twice`() throws {
    let searcher = try Self.small().searcher
    let once = try searcher.search(try QueryParserTests.parse("a")).hits
    let twice = try searcher.search(try QueryParserTests.parse("a a")).hits
    #expect(twice.map(\.score) == once.map { $0.score * 2 })
  }

  @Test func `a score is what the formula gives by hand`() throws {
    // N 3, n 2, lengths 2, 3 and 1, so avgdl 2; k1 0.9, b 0.4.
    let hits = try Self.small().searcher.search(try QueryParserTests.parse("a")).hits
    let idf = 0.470_003_629  // ln(1 + 1.5 / 2.5)
    let expected = [
      (1, idf * 1.9 * 2 / (2 + 0.9 * (0.6 + 0.4 * 3 / 2))), (0, idf * 1.9 * 1 / (1 + 0.9 * 1)),
    ]
    #expect(hits.map { Int($0.document.rawValue) } == expected.map(\.0))
    for (hit, (_, score)) in zip(hits, expected) {
      #expect(abs(Double(hit.score) - score) < 1e-6)
    }
  }

  @Test func `a phrase stays inside one value`() throws {
    var corpus = try IndexedCorpus()
    try corpus.commit([
      NaiveDocument(fields: [.text: [["a", "b"], ["c"]]]),
      NaiveDocument(fields: [.text: [["a"], ["b"]], .title: [["b"]]]),
    ])
    let searcher = try corpus.searcher
    #expect(try searcher.search(try QueryParserTests.parse("\"a b\"")).total == 1)
    #expect(try searcher.search(try QueryParserTests.parse("\"b c\"")).total == 0)
  }

  @Test func `counting without a list gives the same total`() throws {
    var random = RandomCorpus(seed: 77)
    let searcher = try random.index().searcher
    for _ in 0..<50 {
      let query = random.query()
      var parameters = SearchParameters()
      parameters.limit = 10_000
      let listed = try searcher.search(query, parameters)
      #expect(listed.total == listed.hits.count)
      parameters.limit = 0
      let counted = try searcher.search(query, parameters)
      #expect(counted.hits.isEmpty && counted.total == listed.total)
      parameters.countsTotal = false
      #expect(try searcher.search(query, parameters).total == nil)
    }
  }

  @Test func `extreme weights still give numbers in order`() throws {
    var parameters = SearchParameters()
    parameters.weights = [.text: .greatestFiniteMagnitude]
    parameters.k1 = .greatestFiniteMagnitude
    let query = try QueryParserTests.parse("a b c")
    let pruned = try Self.small().searcher.search(query, parameters)
    parameters.executor = .exhaustive
    #expect(try pruned == Self.small().searcher.search(query, parameters))
    #expect(pruned.hits.count == 3 && pruned.hits.allSatisfy { !$0.score.isNaN })
  }

  private static func small() throws -> IndexedCorpus {
    var corpus = try IndexedCorpus()
    try corpus.commit([
      NaiveDocument(fields: [.text: [["a", "b"]]]),
      NaiveDocument(fields: [.text: [["a", "c", "a"]]]),
      NaiveDocument(fields: [.text: [["b"]]]),
    ])
    return corpus
  }
}
