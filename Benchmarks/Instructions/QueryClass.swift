import Quern
import QuernModel
import QuernTestSupport

/// Some queries of one kind and how they are asked.
struct QueryClass {
  let name: String
  private let limit: Int
  private let counts: Bool

  /// The ranks of a query's words, and how they are put together.
  private let words: [ClosedRange<Int>]
  private let join: @Sendable ([String]) -> String
  private var sort = SortOrder.score
  private var facets: [Facet] = []

  init(
    name: String, limit: Int, counts: Bool, words: [ClosedRange<Int>],
    join: @escaping @Sendable ([String]) -> String, sort: SortOrder = .score, facets: [Facet] = []
  ) {
    self.name = name
    self.limit = limit
    self.counts = counts
    self.words = words
    self.join = join
    self.sort = sort
    self.facets = facets
  }

  private static let queryCount = 20

  static let all: [QueryClass] = {
    let rare = 5_000...15_000
    let medium = 200...2_000
    let common = 1...40
    var all: [QueryClass] = []
    let any: @Sendable ([String]) -> String = { $0.joined(separator: " ") }
    let every: @Sendable ([String]) -> String = { $0.map { "+\($0)" }.joined(separator: " ") }
    let phrase: @Sendable ([String]) -> String = { "\"\($0.joined(separator: " "))\"" }
    let kinds: [(String, [ClosedRange<Int>], @Sendable ([String]) -> String)] = [
      ("absent", [30_000...40_000], any), ("rare", [rare], any), ("medium", [medium], any),
      ("common", [common], any), ("and2", [medium, common], every),
      ("and2-common", [common, common], every), ("and3", [medium, medium, common], every),
      ("or2", [medium, common], any), ("or4", [rare, medium, common, common], any),
      ("phrase2", [common, common], phrase), ("phrase3", [common, common, common], phrase),
      ("must-should", [medium, common], { "+\($0[0]) \($0[1])" }),
      ("not", [medium, common], { "+\($0[0]) -\($0[1])" }),
    ]
    for (kind, words, join) in kinds {
      for (command, limit, counts) in [
        ("top10", 10, false), ("top1000", 1_000, false), ("count", 0, true),
      ] {
        all.append(
          QueryClass(
            name: "\(command)-\(kind)", limit: limit, counts: counts, words: words, join: join))
      }
    }
    // The same queries under a condition that every second document meets, and a tenth: dates that are in
    // the order of the documents, numbers that are in none.
    for (kind, words) in [
      ("medium", [medium]), ("or2", [medium, common]), ("or4", [rare, medium, common, common]),
    ] {
      for (name, condition) in [
        ("half-date", "date:>=2010"), ("tenth-date", "date:2005..2006"),
        ("half-number", "words:>=500"), ("tenth-number", "words:<100"),
      ] {
        for (command, limit, counts) in [("top10", 10, false), ("all10", 10, true)] {
          all.append(
            QueryClass(
              name: "\(command)-\(kind)-\(name)", limit: limit, counts: counts, words: words,
              join: { "\($0.joined(separator: " ")) \(condition)" }))
        }
      }
      all.append(
        QueryClass(name: "all10-\(kind)", limit: 10, counts: true, words: words, join: any))
      all.append(
        QueryClass(
          name: "sort10-\(kind)", limit: 10, counts: true, words: words, join: any,
          sort: .field(.date, descending: true)))
      all.append(
        QueryClass(
          name: "facet10-\(kind)", limit: 10, counts: true, words: words, join: any,
          facets: [Facet(.date, by: .month)]))
    }
    return all
  }()

  /// Answers each of the queries so many times.
  func run(_ snapshot: Snapshot, times: Int) throws {
    var random = SeededGenerator(seed: 7)
    let options = SearchOptions(
      limit: limit, weights: [.text: 1], sort: sort, facets: facets, countsTotal: counts)
    for _ in 0..<Self.queryCount {
      let query = join(
        words.map { SampleText.word(of: Int.random(in: $0, using: &random)) })
      for _ in 0..<times { _ = try snapshot.rank(query, options: options) }
    }
  }
}
