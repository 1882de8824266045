import Quern
import QuernIngest
import QuernModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Builds an index of one segment from a corpus and prints a line of JSON about it.
func buildIndex(_ arguments: [String]) throws {
  let (path, corpus) = (arguments[0], arguments[1])
  let begun = ContinuousClock.now
  let index = try SearchIndex.openOrCreate(at: path, options: IndexOptions(analyzer: "whitespace"))
  let writer = try index.writer()
  writer.threadCount = threadCount(arguments.dropFirst(2))
  var batch = try writer.begin(
    replacingAll: true, options: IndexOptions(analyzer: "whitespace", memoryByteCount: 4 << 30))
  var lines = try JSONLinesReader(path: corpus)
  while let line = try lines.next() {
    let document = try line.document.get()
    try batch.add(
      Document(key: document.key, fields: [.init(.text, document.values(of: .text))]))
  }
  _ = try batch.commit()
  let indexed = ContinuousClock.now
  _ = try writer.optimize()
  let merged = ContinuousClock.now
  let statistics = try index.snapshot.statistics()
  let bytes = statistics.bytes.filter { $0.key != "stored" }.values.reduce(0, +)
  print(
    "{\"engine\": \"quern\", \"threads\": \(writer.threadCount), \"docs\": \(statistics.documentCount), "
      + "\"segments\": \(statistics.segmentCount), \"index_s\": \(seconds(indexed - begun)), "
      + "\"merge_s\": \(seconds(merged - indexed)), \"bytes\": \(bytes), "
      + "\"stored_bytes\": \(statistics.bytes["stored"] ?? 0)}")
}

private func threadCount(_ options: ArraySlice<String>) -> Int {
  guard let option = options.firstIndex(of: "--threads") else { return 1 }
  guard option + 1 < options.endIndex, let count = Int(options[option + 1]), count > 0 else {
    print("ERROR --threads wants a number")
    exitWithFailure()
  }
  return count
}

private func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// Ends the process as one that could not do its work.
func exitWithFailure() -> Never { exit(2) }
