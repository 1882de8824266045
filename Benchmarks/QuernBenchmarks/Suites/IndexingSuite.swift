// Question: how fast do documents become a commit on disk?
// Corpus: all documents of the corpus, in memory.
// Method: a run makes an index in an empty folder: analysis, postings, stored fields, files, sync
//   and commit, on one thread, with the default options. Reading and parsing the sources is not in
//   it, nor is removing the index of the run before. Documents and tokens of every run must be the
//   same, and no document may be lost.
// Run: make bench FILTER=index/

import Quern
import QuernModel

/// Measures the building of an index.
struct IndexingSuite {
  static let names = ["index/build"]

  private let corpus: Corpus
  private let folder: ScratchFolder

  init(_ corpus: Corpus, _ folder: ScratchFolder) {
    self.corpus = corpus
    self.folder = folder
  }

  /// Makes the benchmark.
  ///
  /// - Throws: ``QuernError``, ``BenchmarkFailure``.
  func benchmark(_ name: String) throws -> Benchmark {
    let path = folder.path("build")
    try folder.remove("build")
    let first = try Self.build(corpus.documents, at: path)
    let keyCount = Set(corpus.documents.map(\.key)).count
    guard first.documentCount == keyCount else {
      throw BenchmarkFailure.disagreement(
        benchmark: name, detail: "\(first.documentCount) documents, the corpus has \(keyCount)")
    }
    return Benchmark(
      name: name, documentsPerRun: corpus.documents.count, bytesPerRun: corpus.byteCount,
      expected: [first.tokenCount], prepare: { try folder.remove("build") }
    ) { _ in try Self.build(corpus.documents, at: path).tokenCount }
  }

  /// Builds an index.
  ///
  /// - Throws: ``QuernError``.
  static func build(
    _ documents: [Document], at path: String
  ) throws(QuernError) -> CommitSummary {
    let writer = try SearchIndex.openOrCreate(
      at: path, options: IndexOptions(analyzer: "english")
    ).writer()
    defer { writer.close() }
    var batch = try writer.begin()
    for document in documents { try batch.add(document) }
    return try batch.commit()
  }
}
