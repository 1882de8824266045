import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// A word in two fields, many of whose documents are scored beforehand for a first threshold: none of the
/// best is lost to it.
struct TwoFieldsPrimingTests {
  /// Some thousand documents that all stand: deleted ones would turn the priming off.
  private static let documentCount = 2_000

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `a threshold found beforehand loses no hit`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 7_000 + seed)
    var corpus = try IndexedCorpus()
    // Where many tie, a threshold that is a little too high leaves none.
    let ties = seed < 2
    try corpus.commit((0..<Self.documentCount).map { _ in Self.document(&random, ties: ties) })
    let searcher = try corpus.searcher
    for number in 0..<20 {
      let word = ["common", "usual", "half"].randomElement(using: &random) ?? ""
      let query = Query(clauses: [Clause(.should, .word([Array(word.utf8)]))])
      var parameters = Self.parameters(&random)
      let place = Comment("seed \(seed), query \(number): \(word), \(parameters)")
      parameters.limit = 60
      parameters.executor = .exhaustive
      let expected = try searcher.search(query, parameters)
      parameters.executor = .automatic
      for limit in [1, 10, 60] {
        parameters.limit = limit
        let found = try searcher.search(query, parameters)
        #expect(found.hits == Array(expected.hits.prefix(limit)), place)
        #expect(found.total == expected.total, place)
      }
    }
  }

  /// Weights and 1 / k1 down to 10⁻⁶: with them go the ratios, and what scores keep of them.
  private static func parameters(_ random: inout SeededGenerator) -> SearchParameters {
    let least: Float = [1e-2, 1e-5, 1e-6].randomElement(using: &random) ?? 1
    var parameters = SearchParameters()
    parameters.ranking = Int.random(in: 0..<8, using: &random) == 0 ? .bm25 : .bm25f
    parameters.b = [0, 0.4, 1].randomElement(using: &random) ?? 0
    let (title, text) = (
      Float.random(in: 0.1..<9, using: &random), Float.random(in: 0.1..<9, using: &random)
    )
    if Bool.random(using: &random) {
      parameters.k1 = 1 / least
      parameters.weights = [.title: title, .text: text]
    } else {
      let more: Float = [1, 1e-2, 1e-3, least].randomElement(using: &random) ?? 1
      parameters.weights = [.title: title * least, .text: text * more]
    }
    return parameters
  }

  /// Texts of one length with every word once tie.
  private static func document(
    _ random: inout SeededGenerator, ties: Bool
  ) -> NaiveDocument {
    let length = ties ? 8 : Int.random(in: 3...12, using: &random)
    var text = (0..<length).map { _ in "filler" }
    for (word, share) in [("common", 1.0), ("usual", 0.8), ("half", 0.55)]
    where Double.random(in: 0..<1, using: &random) < share {
      for _ in 0..<(ties ? 1 : Int.random(in: 1...3, using: &random)) {
        text[Int.random(in: 0..<length, using: &random)] = word
      }
    }
    let words = ["common", "common", "usual", "half", "filler"]
    let title = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      words.randomElement(using: &random) ?? ""
    }
    return NaiveDocument(fields: [.title: title.isEmpty ? [] : [title], .text: [text]])
  }
}
