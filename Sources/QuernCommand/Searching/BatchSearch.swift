import Quern
import QuernModel
import QuernPresentation

/// Many queries of a file, answered in one process.
struct BatchSearch {
  /// What became of a query: hits, or why it cannot be answered.
  private struct Answer: Sendable {
    var hits: [Hit] = []
    var total: Int?
    var failure: QuernError?
  }

  /// What all queries came to.
  struct Outcome {
    var queryCount = 0
    var hitCount = 0
    var failureCount = 0
  }

  let snapshot: Snapshot
  let options: SearchOptions
  let json: Bool

  /// Answers all queries of a file, in their order.
  ///
  /// A query that cannot be read is reported, and the others are answered.
  ///
  /// - Throws: ``CommandFailure``.
  func run(_ queries: [FileQuery], to output: StandardOutput) throws(CommandFailure) -> Outcome {
    var outcome = Outcome()
    let parallel = ParallelQueries(queries: queries) {
      [snapshot, options] query throws(CommandFailure) in
      Self.answer(query, options, in: snapshot)
    }
    try parallel.forEach { query, answer throws(CommandFailure) in
      outcome.queryCount += 1
      outcome.hitCount += answer.hits.count
      if let failure = answer.failure {
        outcome.failureCount += 1
        var words = CommandFailure(failure, query: query.text).error
        words.message = "query \(DisplayText.line(query.id)): \(words.message)"
        StandardError.write(words.text)
      }
      try write(answer, of: query, to: output)
      return !output.isClosed
    }
    return outcome
  }

  private static func answer(
    _ query: FileQuery, _ options: SearchOptions, in snapshot: Snapshot
  ) -> Answer {
    do throws(QuernError) {
      let result = try snapshot.search(query.text, options: options)
      return Answer(hits: result.hits, total: result.total)
    } catch { return Answer(failure: error) }
  }

  private func write(
    _ answer: Answer, of query: FileQuery, to output: StandardOutput
  ) throws(CommandFailure) {
    guard json else {
      for hit in answer.hits {
        try output.writeLine("\(DisplayText.cell(query.id))\t\(HitLine.text(hit))")
      }
      return
    }
    for hit in answer.hits { try output.writeLine(SearchRecords.hit(hit, queryID: query.id)) }
    try output.writeLine(
      SearchRecords.answer(
        queryID: query.id, query: query.text, total: answer.total, error: answer.failure?.message))
  }
}
