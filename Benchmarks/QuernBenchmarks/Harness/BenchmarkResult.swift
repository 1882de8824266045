/// The times of one benchmark.
struct BenchmarkResult: Codable {
  var name: String
  var runs: Int

  /// How many different queries or texts took turns.
  var variants: Int

  // Times of one run in nanoseconds.
  var p50: Int
  var p90: Int
  var p99: Int
  var max: Int
  var mean: Int

  var documentsPerRun: Int
  var bytesPerRun: Int
  var medianMatchCount: Int?

  /// Millions of bytes (not mebibytes) a second, in a run of median length.
  var megabytesPerSecond: Double? {
    bytesPerRun > 0 ? Double(bytesPerRun) * 1e3 / Double(Swift.max(p50, 1)) : nil
  }

  /// In a run of median length.
  var documentsPerSecond: Double? {
    documentsPerRun > 0 ? Double(documentsPerRun) * 1e9 / Double(Swift.max(p50, 1)) : nil
  }
}
