import Quern
import QuernAnalysis
import QuernModel

/// The index that opening and searching are measured on, with all that makes queries and answers.
struct BuiltIndex {
  let path: String
  let snapshot: Snapshot
  let oracle: ExhaustiveOracle
  let sampler: QuerySampler

  /// Builds an index of one segment.
  ///
  /// - Throws: ``QuernError``, ``IndexError``, ``AnalysisError``.
  init(_ corpus: Corpus, at path: String, seed: UInt64) throws {
    self.path = path
    _ = try IndexingSuite.build(corpus.documents, at: path)
    let index = try SearchIndex.open(at: path)
    let writer = try index.writer()
    _ = try writer.optimize()
    writer.close()
    try index.refresh()
    snapshot = index.snapshot
    oracle = try ExhaustiveOracle(path: path)
    sampler = QuerySampler(
      corpus, try Analyzer(named: snapshot.info.analysis.main.name), seed: seed)
  }
}
