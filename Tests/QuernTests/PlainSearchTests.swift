import QuernModel
import QuernSearch
import QuernStorage
import QuernTestSupport
import Testing

@testable import Quern

/// The short way of plain words against the plan.
struct PlainSearchTests {
  private static let note = FieldName("note")

  /// Some words are in most documents, some in one or two; `The` and `the` are stop words.
  private static func word(_ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return "the"
    case 1: return ["The", "Of", "absent", "Nowhere", "x9"].randomElement(using: &random) ?? "x9"
    default:
      let power = Int.random(in: 0...9, using: &random)
      return "word\(Int.random(in: 0..<(1 << power), using: &random))"
    }
  }

  private static func index(
    _ analyzer: String, commits: Int, deletes: Bool, _ random: inout SeededGenerator
  ) throws -> SearchIndex {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: analyzer))
    let writer = try index.writer()
    for commit in 0..<commits {
      var batch = try writer.begin()
      for number in 0..<(270 / commits) {
        let words = (0..<Int.random(in: 1..<12, using: &random)).map { _ in word(&random) }
        // Few documents have titles, most of which repeat what the text says.
        let title = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
          Bool.random(using: &random) ? word(&random) : words[0]
        }
        try batch.add(
          Document(
            key: DocumentKey("\(commit)-\(number)"),
            fields: [
              .init(.title, title.isEmpty ? [] : [title.joined(separator: " ")]),
              .init(.text, [words.joined(separator: " ")]),
              // A field that few documents have keeps its lengths another way.
              .init(note, number % 9 == 0 ? [words.reversed().joined(separator: " ")] : []),
            ]))
      }
      if deletes, commit == commits - 1 { _ = try batch.delete(matching: "word77 word2") }
      _ = try batch.commit()
    }
    writer.close()
    return index
  }

  private static func query(_ random: inout SeededGenerator) -> String {
    var text = ""
    // More than 16 words are a matter of plans.
    let isLong = Int.random(in: 0..<8, using: &random) == 0
    for _ in 0..<Int.random(in: isLong ? 9...17 : 1...5, using: &random) {
      if Int.random(in: 0..<12, using: &random) == 0 {
        text += ["\"", ":", "-", "é", "+"].randomElement(using: &random) ?? ""
      }
      text += ["", "", "+", "-"].randomElement(using: &random) ?? ""
      text += word(&random)
      text += Int.random(in: 0..<6, using: &random) == 0 ? "  " : " "
    }
    return Bool.random(using: &random) ? text : String(text.dropLast())
  }

  private static func options(_ random: inout SeededGenerator) -> SearchOptions {
    var options = SearchOptions(
      limit: [0, 1, 10, 100, 1_000].randomElement(using: &random) ?? 10,
      ranking: Bool.random(using: &random) ? .bm25 : .bm25f,
      leavesOutStopWords: Bool.random(using: &random), countsTotal: Bool.random(using: &random))
    if Int.random(in: 0..<4, using: &random) == 0 {
      options.offset = Int.random(in: 0..<40, using: &random)
    }
    if Int.random(in: 0..<4, using: &random) == 0 { (options.k1, options.b) = (0, 1) }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: options.weights = [.text: 2.5]
    case 1: options.weights = [.title: 7, .text: Float.random(in: 0.1...2, using: &random)]
    case 2: options.weights = [.title: 1, .date: 1, .text: 1]
    case 3: options.weights = [note: 1]
    case 4: options.weights = [note: 3, .text: 1]
    default: break
    }
    return options
  }

  @Test(arguments: [
    ("whitespace", 1, false), ("english", 1, true), ("standard", 3, false), ("exact", 3, true),
  ])
  func `what is found without a plan is what is found by one`(
    _ analyzer: String, _ commits: Int, _ deletes: Bool
  ) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let snapshot = try Self.index(analyzer, commits: commits, deletes: deletes, &random).snapshot
    var plainCount = 0
    for _ in 0..<100 {
      let query = Self.query(&random)
      let options = Self.options(&random)
      let place = Comment("seed \(seed), \(analyzer): \(query), \(options)")
      let found = try snapshot.rankPlain(query, options)
      let expected = try snapshot.rankByPlan(query, options: options)
      plainCount += found == nil ? 0 : 1
      try #require(found == nil || found == expected, place)
      let hits = try snapshot.search(query, options: options)
      try #require(hits.hits.map(\.score) == expected.hits.map(\.score), place)
      try #require(hits.total == expected.total, place)
    }
    #expect(plainCount > 30, "seed \(seed)")
  }

  @Test func `wrong options are errors as ever`() throws {
    var random = SeededGenerator(seed: 1)
    let snapshot = try Self.index("whitespace", commits: 1, deletes: false, &random).snapshot
    var options = SearchOptions(limit: -1)
    #expect(throws: QuernError.self) { try snapshot.search("word1", options: options) }
    options = SearchOptions(k1: .nan)
    #expect(throws: QuernError.self) { try snapshot.search("word1", options: options) }
    options = SearchOptions(weights: [.text: 0])
    #expect(throws: QuernError.self) { try snapshot.search("word1", options: options) }
  }
}
