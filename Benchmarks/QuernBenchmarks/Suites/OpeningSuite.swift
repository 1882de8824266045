// Question: how long until an index answers?
// Corpus: the index of all documents of the corpus.
// Method: a run opens the folder anew in this process: `open/index` only that, `open/first-answer`
//   the best 10 documents of a query too. The files are in the page cache, ICU is loaded. The start
//   of a process is not in it: for that, see the README.
// Run: make bench FILTER=open/

import Quern

/// Measures the opening of an index.
struct OpeningSuite {
  static let names = ["open/index", "open/first-answer"]

  private let index: BuiltIndex

  init(_ index: BuiltIndex) { self.index = index }

  /// Makes the benchmark of a name.
  ///
  /// - Throws: ``QuernError``, ``BenchmarkFailure``.
  func benchmark(_ name: String) throws -> Benchmark {
    let path = index.path
    guard name == "open/first-answer" else {
      let count = index.snapshot.documentCount
      return Benchmark(name: name, expected: [count]) { _ in
        try SearchIndex.open(at: path).snapshot.documentCount
      }
    }
    let queries = QueryClass.disjunctionOfTwo.queries(index.sampler)
    let expected = try queries.map { query throws in
      try index.oracle.answer(query, limit: 10, countsTotal: true).fingerprint
    }
    return Benchmark(name: name, expected: expected) { variant in
      let snapshot = try SearchIndex.open(at: path).snapshot
      return try snapshot.rank(queries[variant], options: SearchOptions()).fingerprint
    }
  }
}
