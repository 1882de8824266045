import ArgumentParser
import Histogram
import Quern
import QuernPresentation

/// `quern bench`: how long queries take in a warm process.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how long queries take, in this process and warm.",
    discussion: """
      The arguments are one query, as in quern search; a file has one query a line. Lines with tabs
      hold it in their last column. Times do not include opening the index, snippets or output.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The words of a query.", completion: ShellCompletion.query)
  var query: [String] = []

  @Option(
    help: ArgumentHelp("A file with one query a line.", valueName: "file"),
    completion: .file())
  var queries: String?

  @Option(name: .customLong("repeat"), help: "How often each query is measured.")
  var repetitions = 100

  @Option(help: "How often each query is asked before.")
  var warmUp = 10

  @Option(name: [.customShort("n"), .long], help: "How many hits are looked for.")
  var limit = 10

  @Flag(help: "Write one JSON object.")
  var json = false

  func validate() throws {
    guard query.isEmpty != (queries == nil) else {
      throw ValidationError("Give either a query or --queries FILE.")
    }
    guard repetitions >= 1 else { throw ValidationError("--repeat must be at least 1.") }
    guard warmUp >= 0 else { throw ValidationError("--warm-up must not be negative.") }
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let queries = try queries.map(FileQuery.read)?.map(\.text) ?? [query.joined(separator: " ")]
    let report = try measure(queries, in: folder.open().snapshot)
    let output = StandardOutput()
    try output.write(json ? "\(report.record)\n" : report.text)
    try output.flush()
  }

  private func measure(_ queries: [String], in snapshot: Snapshot) throws -> LatencyReport {
    let options = SearchOptions(limit: min(limit, max(snapshot.documentCount, 1)))
    var hits = 0
    for query in queries {
      hits += try search(query, options, in: snapshot).total ?? 0
      for _ in 0..<warmUp { _ = try search(query, options, in: snapshot) }
    }
    var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
    histogram.autoResize = true
    var longest = 0
    let clock = ContinuousClock()
    let begin = clock.now
    for _ in 0..<repetitions {
      for query in queries {
        let start = clock.now
        _ = try search(query, options, in: snapshot)
        let elapsed = (clock.now - start).nanoseconds
        histogram.record(UInt64(max(elapsed, 1)))
        longest = max(longest, elapsed)
      }
    }
    let seconds = Double((clock.now - begin).nanoseconds) / 1e9
    return LatencyReport(
      queries: queries.count, repetitions: repetitions, hits: hits,
      percentiles: percentiles(histogram, longest: longest),
      queriesPerSecond: Double(histogram.totalCount) / max(seconds, 1e-9))
  }

  /// Buckets of a histogram are read at their upper end, which may lie above the longest time.
  private func percentiles(
    _ histogram: Histogram<UInt64>, longest: Int
  ) -> [LatencyReport.Percentile] {
    [("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9)].map { name, percentile in
      let value = Int(clamping: histogram.valueAtPercentile(percentile))
      return .init(name: name, nanoseconds: min(value, longest))
    } + [.init(name: "max", nanoseconds: longest)]
  }

  private func search(
    _ query: String, _ options: SearchOptions, in snapshot: Snapshot
  ) throws(CommandFailure) -> SearchResult {
    do throws(QuernError) {
      return try snapshot.search(query, options: options)
    } catch {
      throw CommandFailure(error, query: query)
    }
  }
}
