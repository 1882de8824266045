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
}
