import Foundation
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

/// On random corpora: queries of every type equal a naive evaluator, and their texts themselves.
struct TreeTests {
  /// 20 queries each; 500 corpora, which are 10,000 queries, with `QUERN_SLOW`.
  static let seeds: Range<UInt64> =
    ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 0..<30 : 0..<500

  static let fields: Set<FieldName> = [.title, .text, FieldName("none")]

  static var parser: QueryParser { QueryParser(fields: fields, analyze: plainWords) }

  @Test(arguments: seeds)
  func `every query equals the naive evaluator`(seed: UInt64) throws {
    var random = RandomTrees(seed: seed)
    let corpus = try random.index()
    let snapshot = try corpus.snapshot
    let searcher = Searcher(snapshot)
    for number in 0..<20 {
      let expression = random.expression()
      let query = try Self.parser.query(of: expression)
      var parameters = random.parameters()
      let place = Comment("seed \(seed), query \(number): \(expression)")

      let found = try searcher.search(query, parameters)
      let expected = corpus.naive.scores(query, parameters)
      var scores: [Int: Float] = [:]
      for hit in found.hits {
        scores[try IndexedCorpus.number(of: hit, in: snapshot)] = hit.score
      }
      #expect(found.total == expected.count, place)
      #expect(Set(scores.keys) == Set(expected.keys), place)
      for (document, score) in scores {
        let wanted = expected[document] ?? -1
        #expect(abs(Double(score) - wanted) <= 1e-5 * wanted, place)
      }
      #expect(found.hits == found.hits.sorted { $0.precedes($1) }, place)
      parameters.limit = 3
      #expect(try searcher.search(query, parameters).hits == Array(found.hits.prefix(3)), place)
      parameters.limit = 0
      #expect(try searcher.search(query, parameters).total == expected.count, place)
    }
  }

  @Test(arguments: seeds)
  func `explanations of every query multiply out`(seed: UInt64) throws {
    var random = RandomTrees(seed: 5_000 + seed)
    let searcher = try random.index().searcher
    for number in 0..<10 {
      let expression = random.expression()
      let query = try Self.parser.query(of: expression)
      let parameters = random.parameters()
      for hit in try searcher.search(query, parameters).hits.prefix(3) {
        let explanation = try searcher.explain(
          query, parameters, segment: hit.segment, document: hit.document)
        let place = Comment("seed \(seed), query \(number): \(expression)")
        #expect(Float(explanation.value) == hit.score, place)
        ExplanationTests().check(explanation, place)
      }
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a tree is printed as a text that parses to it`(seed: UInt64) throws {
    var random = RandomTrees(seed: 9_000 + seed)
    for _ in 0..<20 {
      let expression = random.expression()
      let text = expression.description
      #expect(try Self.parser.expression(of: text) == expression, "\(text)")
      let strict = QueryParser(fields: Self.fields, isStrict: true, analyze: plainWords)
      #expect(throws: Never.self) { try strict.parse(text) }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `what any text parses to is printed as a text that parses to it`(seed: UInt64) throws {
    let pieces = [
      "a", "b", "c1", " ", " ", " ", "+", "-", "\"", "(", ")", ":", "title:", "*", "?", "~", "~1",
      "^2", "/", "[", "]", "{", "}", " TO ", " AND ", " OR ", "NOT ", "NEAR(", ",", "5", "..", ">=",
      "<", "@2", "\\", "“", "”", "«", "»", "北", "é", ".", "&&", "||", "!", "=", "2025-07",
    ]
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let count = Int.random(in: 0...14, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      guard let expression = try? Self.parser.expression(of: text) else { continue }
      let printed = expression.description
      let again = try? Self.parser.expression(of: printed)
      #expect(again == expression, "\(text) → \(printed)")
      #expect(throws: Never.self) { try Self.parser.query(of: expression) }
    }
  }
}
