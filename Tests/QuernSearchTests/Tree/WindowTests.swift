import Foundation
import QuernIndex
import QuernModel
import Testing

@testable import QuernSearch

/// Trees over more documents than a window has: what is found window by window is found document by
/// document.
struct WindowTests {
  static let seeds: Range<UInt64> =
    ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 0..<3 : 0..<100

  /// The score of each document that a tree matches, walked one after another.
  private func walk(
    _ query: Query, _ parameters: SearchParameters, _ snapshot: IndexSnapshot
  ) throws -> [ScoredDocument] {
    var planner = Planner(snapshot, parameters)
    planner.usesLists = false
    guard let tree = try planner.planTree(query).tree else { return [] }
    var found: [ScoredDocument] = []
    for (number, reader) in snapshot.segments.enumerated() {
      guard let root = try TreeSegment(reader, number, parameters).open(tree) else { continue }
      while root.document != root.end {
        let id = DocumentID(rawValue: root.document)
        if !reader.isDeleted(id) {
          found.append(
            ScoredDocument(score: Float(try root.score()), segment: number, document: id))
        }
        try root.seek(to: root.document + 1)
      }
    }
    return found.sorted { $0.precedes($1) }
  }

  @Test(arguments: seeds)
  func `windows equal a walk`(seed: UInt64) throws {
    var random = RandomTrees(seed: 40_000 + seed)
    let snapshot = try random.wideIndex().snapshot
    for number in 0..<12 {
      let expression = random.expression()
      let query = try TreeTests.parser.query(of: expression)
      var parameters = random.parameters()
      let place = Comment("seed \(40_000 + seed), query \(number): \(expression)")
      let expected = try walk(query, parameters, snapshot)
      var planner = Planner(snapshot, parameters)
      planner.usesLists = false
      guard let tree = try planner.planTree(query).tree else { continue }
      (parameters.limit, parameters.offset) = (20_000, 0)
      let found = try Searcher(snapshot).search(tree, parameters, [])
      #expect(found.total == expected.count, place)
      #expect(found.hits == expected, place)
      parameters.limit = 0
      #expect(try Searcher(snapshot).search(tree, parameters, []).total == expected.count, place)
    }
  }

  /// Every third document.
  private final class EveryThird: TreeCursor {
    private(set) var document: UInt32
    private let first: UInt32
    let documentCount = 300_000
    let cost = 100_000

    init(_ first: UInt32) { (self.first, document) = (first, first) }

    func seek(to target: UInt32) {
      guard target > document else { return }
      document = target + (first + 3 - target % 3) % 3
      if document >= documentCount { document = end }
    }

    func score() -> Double { 1 }
    func fill(_ window: TreeWindow, within candidates: TreeWindow, scoring: Bool) {}
    func matched() -> Clause { Clause(.must, .all) }
    func explain() -> Explanation { Explanation(value: 1, summary: "") }
  }

  @Test func `parts that never meet are passed without nesting`() throws {
    var random = RandomTrees(seed: 1)
    let reader = try #require(try random.wideIndex().snapshot.segments.first)
    let segment = TreeSegment(reader, 0, SearchParameters())
    let parts = (0..<3 as Range<UInt32>).map { EveryThird($0) }
    let cursor = BooleanCursor([], parts, [], least: 2, Clause(.must, .all), segment)
    try cursor.seek(to: 0)
    #expect(cursor.document == cursor.end)
  }
}
