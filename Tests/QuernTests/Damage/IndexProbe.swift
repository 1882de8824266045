import Quern
import QuernModel
import QuernStorage
import Testing

/// Asks an index that may be damaged everything that can be asked.
///
/// Errors of the façade are right answers. A trap ends the tests, a hang their time limit; any answer
/// must be well-formed.
struct IndexProbe {
  /// Each time another of the queries is asked, in another way.
  private(set) var turn = 0

  static let queries = [
    "breakthrough", "+breakthrough +talks", "\"breakthrough says\"", "+peskov -w3 -\"w5 w5\"",
    "title:weather w1 w2 çay", "date:2026 \"çay breakthrough çay\"",
  ]

  /// Opens the index and asks.
  mutating func ask(_ directory: MemoryDirectory, _ what: @autoclosure () -> String) {
    turn += 1
    do throws(QuernError) {
      try ask(try SearchIndex.open(in: directory).snapshot, what())
    } catch {}
  }

  /// Comes to the index from an older commit, with which it shares segments.
  mutating func refresh(
    from before: IndexFiles, to after: IndexFiles, _ what: @autoclosure () -> String
  ) throws {
    turn += 1
    let directory = try before.makeDirectory()
    let index = try SearchIndex.open(in: directory)
    try after.put(into: directory)
    do throws(QuernError) {
      try index.refresh()
      try ask(index.snapshot, what())
    } catch {}
  }

  /// Writes to the index: a merge reads all of it.
  func write(_ directory: MemoryDirectory) {
    guard turn % 4 == 0 else { return }
    do throws(QuernError) {
      let writer = try SearchIndex.open(in: directory).writer()
      var batch = try writer.begin()
      try batch.add(Document(key: DocumentKey("d5"), fields: [.init(.text, ["new words"])]))
      try batch.delete(DocumentKey("d6"))
      _ = try batch.commit()
      _ = try writer.optimize()
    } catch {}
  }

  private func ask(_ snapshot: Snapshot, _ what: String) throws(QuernError) {
    // One part may be damaged and the others not: an error in one does not spare the others.
    for (number, query) in Self.queries.enumerated() {
      for explains in [true, false]
      where (number + (explains ? 0 : 6) + turn) % 12 == 0 {
        var options = SearchOptions(
          limit: explains ? 10 : 1_000, snippetLength: explains ? 60 : nil, explains: explains)
        // Words of one field are found without a plan.
        if turn / 12 % 2 == 0 { options.weights = [.text: 1] }
        do throws(QuernError) {
          let result = try snapshot.search(query, options: options)
          Self.check(result, options.limit, "\(what), \(query)")
        } catch {}
      }
    }
    for key in ["d\(turn % 12)"] {
      do throws(QuernError) {
        let document = try snapshot.document(for: DocumentKey(key))
        #expect(document.map { $0.key.rawValue == key } ?? true, "\(what)")
      } catch {}
    }
    do throws(QuernError) { _ = try snapshot.knownDocuments() } catch {}
    let statistics = try snapshot.statistics()
    let counts = [
      statistics.documentCount, statistics.deletedCount, statistics.termCount,
      statistics.tokenCount, statistics.segmentCount,
    ]
    #expect((counts + statistics.bytes.values).allSatisfy { $0 >= 0 }, "\(what)")
  }

  private static func check(_ result: SearchResult, _ limit: Int, _ what: String) {
    #expect(result.hits.count <= limit, "\(what)")
    #expect(result.hits.map(\.rank) == Array(1..<result.hits.count + 1), "\(what)")
    #expect(result.hits.allSatisfy { $0.score.isFinite && $0.score >= 0 }, "\(what)")
    let scores = result.hits.map(\.score)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 }, "\(what)")
    #expect(result.total.map { $0 >= result.hits.count } ?? false, "\(what)")
    for hit in result.hits {
      if let snippet = hit.snippet { check(snippet, what) }
      if let explanation = hit.explanation { check(explanation, what) }
    }
  }

  private static func check(_ snippet: Hit.Snippet, _ what: String) {
    let bytes = Array(snippet.text.utf8)
    var end = 0
    for match in snippet.matches {
      let isInside = match.lowerBound >= end && match.upperBound <= bytes.count && !match.isEmpty
      #expect(isInside, "\(what)")
      guard isInside else { return }
      #expect(String(validating: bytes[match], as: UTF8.self) != nil, "\(what)")
      end = match.upperBound
    }
  }

  private static func check(_ explanation: Explanation, _ what: String) {
    #expect(explanation.value.isFinite, "\(what)")
    for detail in explanation.details { check(detail, what) }
  }
}
