import Quern
import QuernAnalysis
import QuernIndex
import QuernModel
import QuernSearch
import QuernStorage

/// Answers queries by scoring every document that matches.
struct ExhaustiveOracle {
  private let searcher: Searcher
  private let parser: QueryParser
  private let documentCount: Int

  /// Opens the index in a folder.
  ///
  /// - Throws: ``IndexError``, ``AnalysisError``.
  init(path: String) throws {
    let contents = try IndexSnapshot.openLast(in: DiskDirectory(path: path))
    let analysis = try IndexAnalysis(of: contents.info.analysis)
    searcher = Searcher(contents)
    parser = QueryParser(fields: Set(contents.fields), ownFields: analysis.ownFields) {
      analysis.query(for: $1).words(of: $0)
    }
    documentCount = Int(contents.statistics.documentCount)
  }

  /// Answers a query.
  ///
  /// - Throws: ``QueryError``, ``SearchError``.
  func answer(_ text: String, limit: Int, countsTotal: Bool) throws -> OracleAnswer {
    var parameters = SearchParameters()
    parameters.limit = documentCount + 1
    parameters.countsTotal = false
    parameters.executor = .exhaustive
    let hits = try searcher.search(try parser.parse(text), parameters).hits
    return OracleAnswer(
      hits: Array(hits.prefix(limit)), matchCount: hits.count, countsTotal: countsTotal)
  }

  /// Compares an answer with that of the executors, and says where they differ.
  ///
  /// - Throws: ``BenchmarkFailure/disagreement(benchmark:detail:)``, ``QuernError``.
  func compare(
    _ query: String, _ answer: OracleAnswer, in snapshot: Snapshot, _ name: String
  ) throws {
    let found = try snapshot.rank(
      query, options: SearchOptions(limit: answer.hits.count, countsTotal: true))
    if found.hits == answer.hits, found.total == answer.matchCount { return }
    let place = zip(found.hits, answer.hits).prefix { $0 == $1 }.count
    throw BenchmarkFailure.disagreement(
      benchmark: name,
      detail: "query \(query): \(found.total ?? 0) matches, the exhaustive scorer has "
        + "\(answer.matchCount); \(place) of \(answer.hits.count) hits agree")
  }
}
