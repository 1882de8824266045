import Quern
import QuernEvaluation
import QuernModel

/// A set of judged queries, put to an index.
struct EvaluationRun {
  let queries: [TestQuery]
  let judgements: Judgements
  let snapshot: Snapshot

  /// Asks all queries in one way.
  ///
  /// - Parameter body: takes the results of each query, in the order of the queries.
  /// - Throws: ``CommandFailure``.
  func evaluate(
    _ options: SearchOptions,
    _ body: (TestQuery, [RankedDocument]) throws(CommandFailure) -> Void = { _, _ in }
  ) throws(CommandFailure) -> Evaluation {
    var evaluation = Evaluation()
    let parallel = ParallelQueries(queries: queries) { [snapshot] query throws(CommandFailure) in
      try Self.results(of: query, options, in: snapshot)
    }
    try parallel.forEach { query, results throws(CommandFailure) in
      evaluation.add(query.id, results, judgements)
      try body(query, results)
      return true
    }
    return evaluation
  }

  /// Evaluates results of another time or engine.
  func evaluate(_ run: RunFile) -> Evaluation {
    var evaluation = Evaluation()
    for query in queries {
      evaluation.add(query.id, run[query.id], judgements)
    }
    return evaluation
  }

  private static func results(
    of query: TestQuery, _ options: SearchOptions, in snapshot: Snapshot
  ) throws(CommandFailure) -> [RankedDocument] {
    do throws(QuernError) {
      return try snapshot.rankedKeys(query.text, options: options).map {
        RankedDocument(key: $0.key.rawValue, score: $0.score)
      }
    } catch { throw CommandFailure(error, query: query.text) }
  }
}
