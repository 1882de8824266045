import Quern
import QuernModel
import QuernPresentation

/// Many queries of a file, answered in one process.
struct BatchSearch {
  /// What became of a query: the lines of its hits, or why it cannot be answered.
  ///
  /// Text and no hits: those hold all that is stored of their documents.
  private struct Answer: Sendable {
    var text = ""
    var hitCount = 0
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
    let parallel = ParallelQueries(queries: queries, windowCount: windowCount) {
      query throws(CommandFailure) in answer(query)
    }
    try parallel.forEach { query, answer throws(CommandFailure) in
      outcome.queryCount += 1
      outcome.hitCount += answer.hitCount
      if let failure = answer.failure {
        outcome.failureCount += 1
        var words = CommandFailure(failure, query: query.text).error
        words.message = "query \(DisplayText.line(query.id)): \(words.message)"
        StandardError.write(words.text)
      }
      try output.write(answer.text)
      return !output.isClosed
    }
    return outcome
  }

  /// 4,096: the records of so many hits wait to be written, with articles of 20 kB some 80 MB.
  private static let waitingHitCount = 4_096

  /// The more hits a query may have, the fewer answers wait.
  private var windowCount: Int {
    let count = Self.waitingHitCount / max(1, options.limit)
    return min(
      max(count, Environment.processorCount),
      ParallelQueries<FileQuery, Answer>.usualWindowCount)
  }

  private func answer(_ query: FileQuery) -> Answer {
    do throws(QuernError) {
      let result = try snapshot.search(query.text, options: options)
      return Answer(text: text(of: result, for: query), hitCount: result.hits.count)
    } catch {
      var answer = Answer(failure: error)
      if json { answer.text = record(of: query, total: nil, error: error.message) }
      return answer
    }
  }

  private func text(of result: SearchResult, for query: FileQuery) -> String {
    var text = ""
    for hit in result.hits {
      text +=
        json
        ? "\(SearchRecords.hit(hit, queryID: query.id))\n"
        : "\(DisplayText.cell(query.id))\t\(HitLine.text(hit))\n"
    }
    if json { text += record(of: query, total: result.total, error: nil) }
    return text
  }

  /// The line behind the hits of a query.
  private func record(of query: FileQuery, total: Int?, error: String?) -> String {
    let record = SearchRecords.answer(
      queryID: query.id, query: query.text, total: total, error: error)
    return "\(record)\n"
  }
}
