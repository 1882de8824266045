import Quern
import QuernIngest
import QuernModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Builds an index of one segment from a corpus and prints a line of JSON about it.
func buildIndex(at path: String, from corpus: String, _ options: PeerOptions) throws {
  let begun = ContinuousClock.now
  let index = try SearchIndex.openOrCreate(at: path, options: IndexOptions(analyzer: "whitespace"))
  let writer = try index.writer()
  writer.threadCount = options.threadCount
  writer.memoryByteCount = options.memoryByteCount
  var batch = try writer.begin(
    replacingAll: true,
    options: IndexOptions(
      analyzer: "whitespace", memoryByteCount: options.memoryByteCount,
      pairs: options.writesPairs))
  var lines = try JSONLinesReader(path: corpus)
  // No source goes into the index.
  lines.hashesLines = false
  while let line = try lines.next() {
    var document = try line.document.get()
    document.source = nil
    if !document.fields.lazy.map(\.name).elementsEqual(options.fields) {
      document.fields = options.fields.map { .init($0, document.values(of: $0)) }
    }
    try batch.add(document)
  }
  _ = try batch.commit()
  let indexed = ContinuousClock.now
  writer.reordersDocuments = options.reorders
  let reordered = try writer.optimize().reordered
  let merged = ContinuousClock.now
  writer.close()
  let statistics = try index.snapshot.statistics()
  let parts = statistics.bytes.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
  print(
    "{\"engine\": \"quern\", \"threads\": \(options.threadCount), "
      + "\"docs\": \(statistics.documentCount), \"segments\": \(statistics.segmentCount), "
      + "\"index_s\": \(seconds(indexed - begun)), \"merge_s\": \(seconds(merged - indexed)), "
      + "\"bytes\": \(statistics.bytes.values.reduce(0, +)), "
      + "\"reorder_s\": \(seconds(reordered?.duration ?? .zero)), "
      + "\"parts\": {\(parts.joined(separator: ", "))}}")
}

private func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// Ends the process as one that could not do its work.
func exitWithFailure() -> Never { exit(2) }
