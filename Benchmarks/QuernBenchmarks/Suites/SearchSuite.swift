// Question: how long does a query of each class take in a warm process?
// Corpus: the index of all documents of the corpus; queries are drawn from its own words by a
//   seeded generator, 20 of each class (fewer where the corpus has not so many words).
// Method: a run is one query: parsing, searching title and text, the 10 best with their scores.
//   Stored fields are read by `search/page` only, which is what a user’s program calls. All but the
//   counting classes and `search/page` look for the best without counting all matches. Places,
//   scores and counts of every run must be those of the exhaustive scorer.
// Run: make bench FILTER=search/

import Quern
import QuernModel

/// Measures queries.
struct SearchSuite {
  static let names = QueryClass.allCases.map(\.benchmarkName)

  private let index: BuiltIndex

  init(_ index: BuiltIndex) { self.index = index }

  /// Makes the benchmark of a name, or none where the corpus has no query of the class.
  ///
  /// - Throws: ``QuernError``, ``BenchmarkFailure``.
  func benchmark(_ name: String) throws -> Benchmark? {
    guard let kind = QueryClass.allCases.first(where: { $0.benchmarkName == name }) else {
      return nil
    }
    let queries = kind.queries(index.sampler)
    guard !queries.isEmpty else { return nil }
    let options = SearchOptions(limit: kind.limit, countsTotal: kind.countsTotal)
    var (expected, matches): ([Int], [Int]) = ([], [])
    for query in queries {
      let answer = try index.oracle.answer(
        query, limit: kind.limit, countsTotal: kind.countsTotal)
      try index.oracle.compare(query, answer, in: index.snapshot, name)
      expected.append(kind.readsFields ? answer.pageFingerprint : answer.fingerprint)
      matches.append(answer.matchCount)
    }
    let snapshot = index.snapshot
    return Benchmark(
      name: name, medianMatchCount: matches.sorted()[matches.count / 2], expected: expected
    ) { variant in
      if kind.readsFields {
        let result = try snapshot.search(queries[variant], options: options)
        return OracleAnswer.fingerprint(result.hits.map(\.score), total: result.total)
      }
      return try snapshot.rank(queries[variant], options: options).fingerprint
    }
  }
}
