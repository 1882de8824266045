import Foundation
import Quern
import QuernModel
import QuernStorage
import Testing

/// Conditions on values find what a plain look at the documents finds, and change no score.
struct ConditionTests {
  /// More with `QUERN_SLOW`.
  static let isSlow = ProcessInfo.processInfo.environment["QUERN_SLOW"] != nil

  @Test(arguments: 0..<(isSlow ? 60 : 3) as Range<UInt64>)
  func `a filtered query finds those of the unfiltered one that meet the conditions`(
    seed: UInt64
  ) throws {
    var corpus = try ValueCorpus(seed: seed)
    let snapshot = corpus.index.snapshot
    let types = Dictionary(
      uniqueKeysWithValues: try snapshot.fieldSummaries().map { ($0.name.rawValue, $0.type) })
    #expect(
      types == ["date": .date, "words": .number, "source": .keyword, "open": .flag, "text": .text],
      "seed \(seed)")
    var options = SearchOptions(limit: 2_000)
    for number in 0..<12 {
      options.limit = 2_000
      let words = corpus.wordQuery()
      let conditions = (0..<Int.random(in: 1...2, using: &corpus.random)).map { _ in
        corpus.condition()
      }
      // With no word that must match, a field that must be there makes all words needless.
      let query =
        conditions.contains { $0.text.hasPrefix("+") } && !words.hasPrefix("+")
        ? "+(\(words))" : words
      let all = try snapshot.search(query, options: options)
      let expected = all.hits.filter { hit in
        guard let article = corpus.articles[hit.document.key.rawValue] else { return false }
        return conditions.allSatisfy { $0.isMet(article) }
      }
      let text = ([query] + conditions.map(\.text)).joined(separator: " ")
      let place = Comment("seed \(seed), query \(number): \(text)")
      let found = try snapshot.search(text, options: options)
      #expect(found.total == expected.count, place)
      #expect(found.hits.map(\.document.key) == expected.map(\.document.key), place)
      #expect(found.hits.map(\.score) == expected.map(\.score), place)
      options.limit = 3
      let best = try snapshot.search(text, options: options)
      #expect(best.total == expected.count, place)
      #expect(
        best.hits.map(\.document.key) == expected.prefix(3).map(\.document.key), place)
      // What a condition has found is kept from the second time on: now all of it is.
      let again = try snapshot.rank(text, options: options)
      #expect(again.total == expected.count, place)
      #expect(again.hits.map(\.score) == expected.prefix(3).map(\.score), place)
    }
  }

  @Test(arguments: 20..<22 as Range<UInt64>)
  func `conditions alone find the documents that meet them`(seed: UInt64) throws {
    var corpus = try ValueCorpus(seed: seed)
    for number in 0..<15 {
      let conditions = (0..<Int.random(in: 1...3, using: &corpus.random)).map { _ in
        corpus.condition()
      }
      guard conditions.contains(where: { !$0.text.hasPrefix("-") }) else { continue }
      for isChoice in [false, true] {
        if isChoice, conditions.contains(where: { "+-".contains($0.text.prefix(1)) }) { continue }
        let text = conditions.map(\.text).joined(separator: isChoice ? " OR " : " ")
        let expected = corpus.articles.values.filter { article in
          isChoice
            ? conditions.contains { $0.isMet(article) }
            : conditions.allSatisfy { $0.isMet(article) }
        }
        let found = try corpus.index.snapshot.search(
          text, options: SearchOptions(limit: 2_000, explains: true))
        let place = Comment("seed \(seed), query \(number): \(text)")
        #expect(found.total == expected.count, place)
        #expect(Set(found.hits.map(\.document.key.rawValue)) == Set(expected.map(\.key)), place)
      }
    }
  }

  @Test func `documents are deleted by conditions`() throws {
    let corpus = try ValueCorpus(seed: 40)
    let writer = try corpus.index.writer()
    defer { writer.close() }
    var batch = try writer.begin()
    try batch.add(
      Document(
        key: DocumentKey("new"), fields: [.init(.date, ["2025-07-20"]), .init(.text, ["w1"])]))
    let expected = corpus.articles.values.count { $0.dates.contains { $0 / 100 == 202_507 } }
    #expect(try batch.delete(matching: "date:2025-07") == expected + 1)
    #expect(throws: QuernError.self) { try batch.delete(matching: "date:<abc") }
    try batch.add(Document(key: DocumentKey("newer"), fields: [.init(.text, ["w1 fresh"])]))
    _ = try batch.commit()
    #expect(try corpus.index.snapshot.search("date:2025-07").total == 0)
    #expect(try corpus.index.snapshot.search("fresh").total == 1)
  }

  @Test func `a bound that does not suit the field is an error that says what would`() throws {
    let snapshot = try ValueCorpus(seed: 41).index.snapshot
    func message(_ query: String) -> String {
      do {
        _ = try snapshot.search(query)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message("words:>=many").contains("'many' is no number, and field 'words' has numbers"))
    #expect(message("date:<5").contains("'5' is no date"))
    #expect(message("text:>=5").contains("field 'text' is text"))
    #expect(message("date:2025-02-30").contains("that month has 28 days"))
    #expect(message("open:>=yes").contains("true or false"))
    // What is no value is a word.
    #expect(message("date:monday") == "")
    #expect(message("dates:2025").contains("did you mean 'date:'"))
  }
}
