import Foundation
import QuernModel
import QuernSearch
import Testing

/// Every mark is a true match, and every match is marked.
struct MarkTests {
  /// 20 queries each; 500 corpora, which are 10,000 queries, with `QUERN_SLOW`.
  static let seeds: Range<UInt64> =
    ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 0..<16 : 0..<500

  @Test(arguments: seeds)
  func `every mark is a true match and every match is marked`(seed: UInt64) throws {
    var random = RandomTrees(seed: 40_000 + seed)
    let corpus = try random.index()
    let snapshot = try corpus.snapshot
    let searcher = Searcher(snapshot)
    for number in 0..<20 {
      let expression = random.expression()
      let query = try TreeTests.parser.query(of: expression)
      let parameters = random.parameters()
      let hits = try searcher.search(query, parameters).hits
      let matched = try searcher.matched(query, parameters, by: hits)
      for (hit, shown) in zip(hits, matched) {
        let document = try IndexedCorpus.number(of: hit, in: snapshot)
        let place = Comment("seed \(seed), query \(number), document \(document): \(expression)")
        for field in [FieldName.title, .text] {
          var marker = TextMarker(query: shown, field: field, analyze: plainTokens)
          for words in corpus.naive.documents[document].fields[field] ?? [] {
            let text = words.joined(separator: " ")
            let marks = marker.marks(in: text)
            let bytes = Array(text.utf8)
            let tokens = plainTokens(text)
            let marked = Set(
              marks.compactMap { mark in
                tokens.first { $0.range == mark }?.position
              })
            #expect(
              marked.count == marks.count && marks.allSatisfy { $0.upperBound <= bytes.count })
            try check(
              marked, NaiveMarks(corpus.naive, document, field, words, parameters).find(query),
              place)
          }
        }
      }
    }
  }

  private func check(_ marked: Set<Int>, _ expected: NaiveMarks.Found, _ place: Comment) throws {
    #expect(expected.certain.isSubset(of: marked), place)
    let possible = expected.choices.reduce(expected.certain) { $0.union($1) }
    #expect(marked.isSubset(of: possible), place)
    for choice in expected.choices where !choice.isEmpty {
      #expect(!choice.isDisjoint(with: marked), place)
    }
  }
}
