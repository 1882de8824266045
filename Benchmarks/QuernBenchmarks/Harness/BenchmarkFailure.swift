/// Why a run gives no figures.
enum BenchmarkFailure: Error {
  /// Two ways to the same answer do not agree, or two runs of the same do not.
  case disagreement(benchmark: String, detail: String)

  /// A corpus that cannot be read.
  case corpus(path: String, reason: String)

  /// No benchmark has a name that contains the filter.
  case nothingToRun(filter: String)
}

extension BenchmarkFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .disagreement(let benchmark, let detail): "\(benchmark): wrong answer: \(detail)"
    case .corpus(let path, let reason): "\(path): \(reason)"
    case .nothingToRun(let filter): "no benchmark’s name contains “\(filter)”; see --list"
    }
  }
}
