import Quern
import QuernModel
import QuernSearch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Answers the lines of the protocol, one line each.
struct PeerServer {
  private let snapshot: Snapshot

  private let weights: [FieldName: Float]

  init(path: String, _ options: PeerOptions) throws {
    snapshot = try SearchIndex.open(at: path).snapshot
    weights = Dictionary(options.fields.map { ($0, 1) }) { weight, _ in weight }
  }

  func run() throws {
    while let line = readLine() {
      do {
        print(try answer(line.split(separator: "\t", omittingEmptySubsequences: false)))
      } catch {
        print("ERROR \(error)")
      }
      fflush(nil)
    }
  }

  private func answer(_ parts: [Substring]) throws -> String {
    switch (parts.first, parts.count) {
    case ("STATS", _): try statistics()
    case ("BENCH", 4): try benchmark(String(parts[1]), Int(parts[2]) ?? 1, String(parts[3]))
    case (let command?, 2): try ranking(String(command), String(parts[1]))
    default: "UNSUPPORTED"
    }
  }

  private func options(_ command: String) -> SearchOptions? {
    var options = SearchOptions(
      k1: 1.2, b: 0.75, weights: weights, leavesOutStopWords: false, countsTotal: false)
    switch command {
    case "COUNT": (options.limit, options.countsTotal) = (0, true)
    case "TOP_10": options.limit = 10
    case "TOP_100": options.limit = 100
    case "TOP_1000": options.limit = 1_000
    case "TOP_10_COUNT": (options.limit, options.countsTotal) = (10, true)
    default: return nil
    }
    return options
  }

  private func ranking(_ command: String, _ query: String) throws -> String {
    guard let options = options(command) else { return "UNSUPPORTED" }
    let outcome = try snapshot.rank(query, options: options)
    if command == "COUNT" { return "\(outcome.total ?? 0)" }
    let hits = try outcome.hits.map { "[\"\(try snapshot.key(of: $0))\", \($0.score)]" }
    let list = "[\(hits.joined(separator: ", "))]"
    return outcome.total.map { "\(list)\t\($0)" } ?? list
  }

  /// The least and the median time of some runs, in nanoseconds.
  private func benchmark(_ command: String, _ count: Int, _ query: String) throws -> String {
    guard let options = options(command) else { return "UNSUPPORTED" }
    let clock = ContinuousClock()
    var times: [Int64] = []
    for _ in 0..<max(1, count) {
      let time = try clock.measure { _ = try snapshot.rank(query, options: options) }
      let (whole, rest) = time.components
      times.append(whole * 1_000_000_000 + rest / 1_000_000_000)
    }
    times.sort()
    return "\(times[0]) \(times[times.count / 2])"
  }

  private func statistics() throws -> String {
    let statistics = try snapshot.statistics()
    return "{\"docs\": \(statistics.documentCount), \"segments\": \(statistics.segmentCount), "
      + "\"terms\": \(statistics.termCount), \"tokens\": \(statistics.tokenCount)}"
  }
}
