import ArgumentParser
import Quern

/// Measures Quern: analysis, indexing, opening, searching.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "QuernBenchmarks",
    abstract: "Measure analysis, indexing, opening and searching.",
    discussion: """
      Prints tables in Markdown. Answers are compared with those of plain ways to them in every \
      run; where they differ, the command ends with an error. Benchmarks/README.md says how to \
      read the figures.
      """)

  @Option(help: "Run the benchmarks whose names contain this.")
  var filter = ""

  @Option(
    help: ArgumentHelp(
      "A JSONL file, or “seeds”; may be given again.", valueName: "file"))
  var corpus = [Corpus.seedsName]

  @Option(help: "The folder of sample articles.")
  var seeds = "seeds"

  @Option(help: "Copies of sample articles to make; of a file, the lines to read at most.")
  var documents: Int?

  @Option(help: "How long each benchmark runs.")
  var seconds = 1.5

  @Option(help: "What random choices start from.")
  var seed: UInt64 = 7

  @Flag(help: "Print one JSON object instead of tables.")
  var json = false

  @Flag(help: "List the names and end.")
  var list = false

  @Flag(help: "Keep the report in a dated folder below --runs.")
  var save = false

  @Option(help: "The folder of kept reports.")
  var runs = "Benchmarks/Runs"

  @Option(help: "A sentence for the report, such as what else the machine was doing.")
  var note = ""

  @Option(help: "The version of the compiler, for the report.")
  var toolchain = "Swift"

  @Option(help: "The revision that was built, for the report.")
  var revision = "unknown"

  @Flag(help: "Run each variant once, for callgrind, and print what was worked through.")
  var counted = false

  func validate() throws {
    guard seconds > 0, seconds <= 3_600 else {
      throw ValidationError("--seconds must be above 0 and at most 3600.")
    }
    guard documents ?? 2 >= 2 else { throw ValidationError("--documents must be at least 2.") }
  }

  func run() throws {
    let names = Workbench.names.filter { filter.isEmpty || $0.contains(filter) }
    guard !names.isEmpty else { throw BenchmarkFailure.nothingToRun(filter: filter) }
    if list { return print(names.joined(separator: "\n")) }
    let folder = try ScratchFolder()
    // A run that is interrupted leaves its indexes behind, in the system's temporary folder.
    defer { try? folder.removeAll() }
    if counted {
      for name in corpus { try count(names, try read(name), folder) }
      return
    }
    var report = RunReport(
      date: RunReport.today(), command: shownCommand,
      machine: MachineDescription(
        toolchain: toolchain, try TextAnalysis(analyzer: "english").identity),
      revision: revision,
      secondsPerBenchmark: seconds, seed: seed, note: note, corpora: [])
    for name in corpus { report.corpora.append(try measure(names, try read(name), folder)) }
    print(json ? try report.json() : report.markdown)
    guard save else { return }
    let saved = try RunFolder(of: report, in: runs).save(report)
    // Standard output holds the JSON object and nothing else.
    if !json { print("Saved in \(saved)") }
  }

  private func read(_ name: String) throws -> Corpus {
    guard name == Corpus.seedsName else { return try .jsonLines(name, limit: documents) }
    var seeds = VariedSeeds(seed: seed)
    return try seeds.corpus(folder: self.seeds, count: documents ?? 5_000)
  }

  private func measure(
    _ names: [String], _ corpus: Corpus, _ folder: ScratchFolder
  ) throws -> CorpusReport {
    var bench = Workbench(corpus, folder, seed: seed)
    var report = CorpusReport(
      corpus: corpus.name, documents: corpus.documents.count, textBytes: corpus.byteCount,
      results: [])
    let stopwatch = Stopwatch(secondsPerBenchmark: seconds)
    for name in names {
      guard let benchmark = try bench.benchmark(name) else { continue }
      report.results.append(try stopwatch.measure(benchmark))
    }
    if let statistics = try bench.index?.snapshot.statistics() {
      (report.terms, report.tokens) = (statistics.termCount, statistics.tokenCount)
      report.indexBytes = statistics.bytes
    }
    return report
  }

  /// Runs each variant once in a function that callgrind can tell, after one run to warm up.
  private func count(_ names: [String], _ corpus: Corpus, _ folder: ScratchFolder) throws {
    var bench = Workbench(corpus, folder, seed: seed)
    for name in names {
      guard let benchmark = try bench.benchmark(name) else { continue }
      for variant in benchmark.expected.indices {
        try benchmark.prepare()
        try benchmark.compare(try benchmark.run(variant), variant)
      }
      try benchmark.prepare()
      for (variant, answer) in try countedRound(benchmark).enumerated() {
        try benchmark.compare(answer, variant)
      }
      print("\(name)\t\(benchmark.expected.count)\t\(benchmark.bytesPerRun)")
    }
  }

  /// The command without the folders of this machine.
  private var shownCommand: String {
    var words = ["make bench"]
    if !filter.isEmpty { words.append("FILTER=\(filter)") }
    if corpus != [Corpus.seedsName] {
      let names = corpus.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      words.append("CORPUS=\"\(names.joined(separator: " "))\"")
    }
    if let documents { words.append("DOCUMENTS=\(documents)") }
    return words.joined(separator: " ")
  }
}
