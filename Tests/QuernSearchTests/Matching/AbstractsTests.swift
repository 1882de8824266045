import Foundation
import QuernModel
import QuernSearch
import QuernTestSupport
import Testing

/// On real abstracts beside the project: every executor equals the exhaustive one.
///
/// 1,000 queries over 20,000 abstracts with `QUERN_SLOW`, else 60 over 1,500.
struct AbstractsTests {
  private static let isSlow = ProcessInfo.processInfo.environment["QUERN_SLOW"] != nil

  /// The words of the first abstracts; `nil` where there are none beside the project.
  private static func abstracts() throws -> [[String]]? {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../..").standardized
    let named = ProcessInfo.processInfo.environment["QUERN_SHARED"].map { URL(filePath: $0) }
    let shared = named ?? root.appending(path: "../shared").standardized
    let file = shared.appending(path: "data/speed/arxiv.jsonl.gz")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let count = isSlow ? "20000" : "1500"
    process.arguments = ["-c", "gzip -cd \"$0\" | head -n $1", file.path, count]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return bytes.split(separator: UInt8(ascii: "\n")).map { line in
      line.split { !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) && !($0 >= 0x30 && $0 <= 0x39) }
        .map { String(decoding: $0, as: UTF8.self).lowercased() }
    }
  }

  /// A query of words that stand in one abstract.
  private static func query(_ texts: [[String]], _ random: inout SeededGenerator) -> Query {
    let text = texts.randomElement(using: &random) ?? []
    let start = Int.random(in: 0..<max(1, text.count - 6), using: &random)
    func word(_ place: Int) -> [UInt8] { Array(text[min(start + place, text.count - 1)].utf8) }
    func any() -> Clause.Content { .word([Array((text.randomElement(using: &random) ?? "").utf8)]) }
    func phrase(_ count: Int) -> Clause.Content {
      .phrase((0..<count).map { PhraseWord([word($0)], offset: UInt32($0)) })
    }
    let clauses: [Clause] =
      switch Int.random(in: 0..<10, using: &random) {
      case 0: [Clause(.should, any())]
      case 1: [Clause(.must, any()), Clause(.must, any())]
      case 2: [Clause(.must, any()), Clause(.must, any()), Clause(.must, any())]
      case 3: [Clause(.should, any()), Clause(.should, any())]
      case 4: (0..<5).map { _ in Clause(.should, any()) }
      case 5: [Clause(.should, phrase(2))]
      case 6: [Clause(.should, phrase(Int.random(in: 3...6, using: &random)))]
      case 7: [Clause(.must, any()), Clause(.should, any())]
      case 8: [Clause(.must, any()), Clause(.mustNot, any())]
      default: [Clause(.should, phrase(2)), Clause(.should, any()), Clause(.must, phrase(2))]
      }
    return Query(clauses: clauses)
  }

  @Test func `queries over real abstracts equal the exhaustive executor`() throws {
    guard let texts = try Self.abstracts() else {
      print("no arxiv.jsonl.gz: ../shared/data is absent and QUERN_SHARED names no other folder")
      return
    }
    var corpus = try IndexedCorpus()
    try corpus.commit(texts.map { NaiveDocument(fields: [.text: [$0]]) })
    let searcher = try corpus.searcher
    var random = SeededGenerator(seed: 4)
    for number in 0..<(Self.isSlow ? 1_000 : 60) {
      let query = Self.query(texts, &random)
      var parameters = SearchParameters()
      parameters.weights = [.text: 1]
      let place = Comment("query \(number): \(QueryParserTests.describe(query))")
      parameters.limit = 1_000
      parameters.executor = .exhaustive
      let expected = try searcher.search(query, parameters)
      parameters.executor = .automatic
      for limit in [10, 100, 1_000] {
        parameters.limit = limit
        let found = try searcher.search(query, parameters)
        #expect(found.hits == Array(expected.hits.prefix(limit)), place)
        #expect(found.total == expected.total, place)
      }
      parameters.limit = 0
      #expect(try searcher.search(query, parameters).total == expected.total, place)
    }
  }
}
