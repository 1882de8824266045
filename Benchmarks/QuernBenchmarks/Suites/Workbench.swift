/// Makes the benchmarks of one corpus by name.
///
/// The index is built when a benchmark first needs it.
struct Workbench {
  static let names =
    AnalysisSuite.names + IndexingSuite.names + OpeningSuite.names + SearchSuite.names

  private let corpus: Corpus
  private let folder: ScratchFolder
  private let seed: UInt64

  /// The index, once it is there.
  private(set) var index: BuiltIndex?

  init(_ corpus: Corpus, _ folder: ScratchFolder, seed: UInt64) {
    self.corpus = corpus
    self.folder = folder
    self.seed = seed
  }

  /// Makes the benchmark of a name; none where the corpus has nothing for it.
  ///
  /// - Throws: what the preparation throws, ``BenchmarkFailure`` where answers disagree.
  mutating func benchmark(_ name: String) throws -> Benchmark? {
    if AnalysisSuite.names.contains(name) { return try AnalysisSuite(corpus).benchmark(name) }
    if IndexingSuite.names.contains(name) {
      return try IndexingSuite(corpus, folder).benchmark(name)
    }
    let index = try openIndex()
    if OpeningSuite.names.contains(name) { return try OpeningSuite(index).benchmark(name) }
    return try SearchSuite(index).benchmark(name)
  }

  private mutating func openIndex() throws -> BuiltIndex {
    if let index { return index }
    try folder.remove("search")
    let built = try BuiltIndex(corpus, at: folder.path("search"), seed: seed)
    index = built
    return built
  }
}
