import Histogram

/// Runs a benchmark until its time is up.
struct Stopwatch {
  /// Rounds that are always run, however long they take.
  ///
  /// A round is one run of every variant.
  private static let minimumRounds = 5

  /// The share of the time that passes before anything counts; one round at least.
  private static let warmUpShare = 0.2

  var secondsPerBenchmark: Double

  /// Measures.
  ///
  /// - Throws: ``BenchmarkFailure/disagreement(benchmark:detail:)`` where an answer is not the
  ///   expected one, and what the work throws.
  func measure(_ benchmark: Benchmark) throws -> BenchmarkResult {
    let clock = ContinuousClock()
    let warmUpEnd = clock.now + .seconds(secondsPerBenchmark * Self.warmUpShare)
    repeat {
      for variant in benchmark.expected.indices { _ = try timedRun(of: benchmark, variant) }
    } while clock.now < warmUpEnd

    var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
    histogram.autoResize = true
    var (longest, sum, rounds) = (0, 0, 0)
    let end = clock.now + .seconds(secondsPerBenchmark)
    while rounds < Self.minimumRounds || clock.now < end {
      for variant in benchmark.expected.indices {
        let time = try timedRun(of: benchmark, variant)
        histogram.record(UInt64(time))
        longest = max(longest, time)
        sum += time
      }
      rounds += 1
    }
    // Buckets are read at their upper end, which may lie above the longest time.
    let percentile = { min(Int(clamping: histogram.valueAtPercentile($0)), longest) }
    let runs = rounds * benchmark.expected.count
    return BenchmarkResult(
      name: benchmark.name, runs: runs, variants: benchmark.expected.count, p50: percentile(50),
      p90: percentile(90), p99: percentile(99), max: longest, mean: sum / max(runs, 1),
      documentsPerRun: benchmark.documentsPerRun, bytesPerRun: benchmark.bytesPerRun,
      medianMatchCount: benchmark.medianMatchCount)
  }

  /// Runs one variant and compares its answer.
  ///
  /// - Returns: the time in nanoseconds, at least 1.
  private func timedRun(of benchmark: Benchmark, _ variant: Int) throws -> Int {
    try benchmark.prepare()
    let clock = ContinuousClock()
    let begin = clock.now
    let answer = try benchmark.run(variant)
    let time = (clock.now - begin).components
    try benchmark.compare(answer, variant)
    return max(1, Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000))
  }
}

extension Benchmark {
  /// Compares the answer of a run with the expected one.
  ///
  /// - Throws: ``BenchmarkFailure/disagreement(benchmark:detail:)``.
  func compare(_ answer: Int, _ variant: Int) throws(BenchmarkFailure) {
    guard answer == expected[variant] else {
      throw .disagreement(
        benchmark: name, detail: "variant \(variant): \(answer), expected \(expected[variant])")
    }
  }
}
