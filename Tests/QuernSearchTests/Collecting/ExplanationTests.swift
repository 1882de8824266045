import QuernModel
import QuernSearch
import Testing

struct ExplanationTests {
  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the parts of an explanation make up the score`(seed: UInt64) throws {
    var random = RandomCorpus(seed: 1_000 + seed)
    let searcher = try random.index().searcher
    for number in 0..<20 {
      let query = random.query()
      let parameters = random.parameters()
      for hit in try searcher.search(query, parameters).hits.prefix(5) {
        let explanation = try searcher.explain(
          query, parameters, segment: hit.segment, document: hit.document)
        let place = Comment("seed \(seed), query \(number): \(QueryParserTests.describe(query))")
        #expect(Float(explanation.value) == hit.score, place)
        check(explanation, place)
      }
    }
  }

  /// A node is the sum or the product of its parts.
  func check(_ node: Explanation, _ place: Comment) {
    guard !node.details.isEmpty else { return }
    let isProduct = node.summary.contains("×")
    let value = node.details.reduce(isProduct ? 1 : 0) {
      isProduct ? $0 * $1.value : $0 + $1.value
    }
    #expect(abs(value - node.value) <= 1e-6 * node.value, "\(place) \(node.summary)")
    for detail in node.details { check(detail, place) }
  }

  @Test func `the formula stands there with its numbers`() throws {
    var corpus = try IndexedCorpus()
    try corpus.commit([
      NaiveDocument(fields: [.title: [["a", "b"]], .text: [["a", "c", "a", "d"]]]),
      NaiveDocument(fields: [.title: [["c"]], .text: [["c", "d"]]]),
      NaiveDocument(fields: [.title: [["d", "e", "f"]]]),
    ])
    var parameters = SearchParameters()
    parameters.weights = [.title: 2, .text: 1]
    let query = try QueryParserTests.parse("a c")
    let document = DocumentID(rawValue: 0)
    let root = try corpus.searcher.explain(query, parameters, segment: 0, document: document)

    let word = try #require(root.details.first)
    #expect(word.summary == "“a”: sum over its fields")
    #expect(
      word.details.map(\.summary) == [
        "“a” in text: idf × tf part", "“a” in title: weight × idf × tf part",
      ])
    #expect(
      word.details[0].details.map(\.summary) == [
        "idf 0.6931 = ln(1 + (N 2 − n 1 + ½) / (n 1 + ½))",
        "tf part 1.2583 = (k1 0.9 + 1) · tf 2 / (tf 2 + k1 0.9 · (1 − b 0.4 + b 0.4 · dl 4 / avgdl 3))",
      ])
    #expect(word.details[1].details.map(\.value).first == 2)
  }

  @Test(arguments: [
    ("+a -c", "has “c”, which is not wanted"), ("+z", "no document matches"),
    ("+e c", "lacks “e”"), ("e", "has none of the words"),
  ])
  func `a document that does not match is told why`(text: String, reason: String) throws {
    var corpus = try IndexedCorpus()
    try corpus.commit([
      NaiveDocument(fields: [.text: [["a", "c"]]]), NaiveDocument(fields: [.text: [["e"]]]),
    ])
    let explanation = try corpus.searcher.explain(
      try QueryParserTests.parse(text), SearchParameters(), segment: 0,
      document: DocumentID(rawValue: 0))
    #expect(explanation == Explanation(value: 0, summary: reason))
  }
}
