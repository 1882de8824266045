import QuernIndex
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

@testable import Quern

/// Plain words whose lists have many blocks, or lie in many segments, against the plan.
struct PlainIntersectionTests {
  /// 8,600: more than may match where the best of all words are counted while they are found; lists of so
  /// many documents have groups of blocks.
  private static let documentCount = 8_600

  /// Short texts with common words many times stand together, so that the bounds of blocks differ.
  private static func document(
    _ number: Int, _ random: inout SeededGenerator
  ) -> [FieldName: [String]] {
    let isRich = number / 300 % 7 == 3
    var text = ["every", "both"]
    if isRich {
      for _ in 0..<Int.random(in: 2...5, using: &random) { text += ["every", "both"] }
    } else {
      text += ["filler", "filler", "filler", "filler"]
    }
    if number.isMultiple(of: 29) { text.removeAll { $0 == "both" } }
    if Bool.random(using: &random) { text.append("half") }
    let power = Int.random(in: 0...11, using: &random)
    text.append("rare\(Int.random(in: 0..<(1 << power), using: &random))")
    var fields: [FieldName: [String]] = [.text: text]
    // Some words are in titles alone. With fewer titles their lengths would be kept another way.
    if number.isMultiple(of: 3) {
      fields[.title] = [text[0], "head\(Int.random(in: 0..<60, using: &random))"]
    }
    return fields
  }

  private static func word(_ random: inout SeededGenerator, inTitles: Bool = false) -> String {
    switch Int.random(in: 0..<(inTitles ? 11 : 9), using: &random) {
    case 9...: return "head\(Int.random(in: 0..<60, using: &random))"
    case 0: return "half"
    case 1...2: return "every"
    case 3...4: return "both"
    default:
      let power = Int.random(in: 0...11, using: &random)
      return "rare\(Int.random(in: 0..<(1 << power), using: &random))"
    }
  }

  /// Asks both ways; whether the short one answered.
  @discardableResult
  private static func compare(
    _ snapshot: Snapshot, _ query: String, _ options: SearchOptions, seed: UInt64
  ) throws -> Bool {
    let found = try snapshot.rankPlain(query, options)
    let expected = try snapshot.rankByPlan(query, options: options)
    try #require(found == nil || found == expected, "seed \(seed): \(query), \(options)")
    return found != nil
  }

  /// Queries of words that must all match.
  private static func queries(
    _ count: Int, inTitles: Bool = false, _ random: inout SeededGenerator
  ) -> [String] {
    ["+every +both", "+both +every +half"]
      + (0..<count).map { _ in
        (0..<Int.random(in: 2...4, using: &random)).map { _ in
          "+" + word(&random, inTitles: inTitles)
        }.joined(separator: " ")
      }
  }

  @Test func `many documents that have all words are found as by a plan`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var index = try WordIndex()
    try index.write((0..<Self.documentCount).map { Self.document($0, &random) })
    let snapshot = try index.snapshot
    let queries = Self.queries(40, &random)
    var plainCount = 0
    for query in queries {
      var options = SearchOptions(weights: [.text: 1])
      for limit in [0, 1, 10] {
        options.limit = limit
        options.countsTotal = limit != 1
        plainCount += try Self.compare(snapshot, query, options, seed: seed) ? 1 : 0
      }
    }
    #expect(plainCount == 3 * queries.count, "seed \(seed)")
    // Short lists of the title alone, beside none of the text.
    for number in 0..<12 {
      let options = SearchOptions(limit: number, ranking: .bm25f, weights: [.title: 2, .text: 1])
      #expect(try Self.compare(snapshot, "head\(number)", options, seed: seed))
    }
  }

  @Test(arguments: [false, true])
  func `words that are in either of two fields are found as by a plan`(hasDeletions: Bool) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var index = try WordIndex()
    // The second segment lacks most words.
    for count in [Self.documentCount, 200] {
      try index.write((0..<count).map { Self.document($0, &random) })
    }
    if hasDeletions {
      try index.delete((1...Self.documentCount).filter { $0 / 400 % 3 == 1 || $0 % 5 == 0 })
    }
    let snapshot = try index.snapshot
    for field in [FieldName.title, .text] {
      #expect(try #require(snapshot.contents.field(field)).isDense)
    }
    for query in Self.queries(20, inTitles: true, &random) + ["+every +head7", "+head1 +both"] {
      var options = SearchOptions(
        k1: Bool.random(using: &random) ? 0 : 1.2, ranking: .bm25f,
        weights: [.title: 2, .text: 1])
      for limit in [0, 1, 10, 1_000] {
        options.limit = limit
        options.countsTotal = limit != 1
        let isPlain = try Self.compare(snapshot, query, options, seed: seed)
        #expect(isPlain, "seed \(seed): \(query), \(options)")
        // Some of the same words.
        let some = query.filter { $0 != "+" }
        let isSomePlain = try Self.compare(snapshot, some, options, seed: seed)
        #expect(isSomePlain, "seed \(seed): \(some), \(options)")
      }
    }
  }

  /// Lists of the first eight segments are kept for the count.
  @Test(arguments: [9, 17])
  func `words in many small segments are found as by a plan`(segmentCount: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var index = try WordIndex()
    for segment in 0..<segmentCount {
      // Some segments lack a word, or a field.
      var documents = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        Self.document(Int.random(in: 0..<2_000, using: &random), &random)
      }
      if segment.isMultiple(of: 4) {
        documents = documents.map { fields in fields.mapValues { $0.filter { $0 != "both" } } }
      }
      try index.write(documents)
    }
    let snapshot = try index.snapshot
    #expect(snapshot.contents.segments.count == segmentCount)
    var plainCount = 0
    for _ in 0..<80 {
      let words = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (["", "", "+", "-"].randomElement(using: &random) ?? "") + Self.word(&random)
      }
      let options = SearchOptions(
        limit: [0, 1, 3, 10].randomElement(using: &random) ?? 10,
        ranking: Bool.random(using: &random) ? .bm25 : .bm25f,
        weights: Bool.random(using: &random) ? [.text: 1] : [.title: 2, .text: 1],
        countsTotal: Int.random(in: 0..<4, using: &random) > 0)
      let query = words.joined(separator: " ")
      plainCount += try Self.compare(snapshot, query, options, seed: seed) ? 1 : 0
    }
    #expect(plainCount > 40, "seed \(seed)")
  }
}
