import Foundation
import QuernEvaluation
import Testing

/// The measures beside those of trec_eval, by way of pytrec_eval 0.5.11: 30 random queries with grades
/// from -1 to 3, lists longer and shorter than the cuts, and ties that only 32 bits make.
@Suite struct TrecEvalTests {
  private func data(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test func `every measure of every query is trec_eval's`() throws {
    let judgements = try Judgements(data("judgements.txt"))
    let run = try RunFile(data("run.txt"))
    let expected = try data("expected.txt").split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(expected.count == 30)
    var evaluation = Evaluation()
    for row in expected {
      let id = String(row[0])
      evaluation.add(id, try #require(run.results[id]), judgements)
    }
    for (column, measure) in Measure.allCases.enumerated() {
      for (row, value) in zip(expected, evaluation.values(of: measure)) {
        let wanted = try #require(Double(row[column + 1]))
        #expect(abs(value - wanted) < 1e-9, "\(measure.rawValue) of \(row[0])")
      }
    }
  }

  @Test func `a run that is written reads back the same`() throws {
    let run = try RunFile(data("run.txt"))
    let text = run.results.keys.sorted().map {
      RunFile.lines(query: $0, run.results[$0] ?? [], name: "again")
    }.joined()
    let again = try RunFile(text)
    #expect(
      again.results.mapValues(RankedDocument.sorted) == run.results.mapValues(RankedDocument.sorted)
    )
    #expect(again.results.count == 30)
  }
}
