import Foundation
import Quern
import QuernEvaluation
import QuernStorage

/// Documents, queries, and judgements of which documents answer which query.
struct TestCollection {
  let name: String
  let documents: [Document]
  let queries: [TestQuery]
  private let judgements: Judgements

  /// All collections that are there, by name.
  static func all() throws -> [TestCollection] {
    let shared = ProcessInfo.processInfo.environment["QUERN_SHARED"] ?? "../shared"
    let folder = URL(filePath: shared).appending(path: "data/relevance")
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    )
    .filter { FileManager.default.fileExists(atPath: $0.appending(path: "qrels.tsv").path()) }
    .sorted { $0.path() < $1.path() }.map(TestCollection.init)
  }

  private init(_ folder: URL) throws {
    name = folder.lastPathComponent
    documents = try Self.readDocuments(folder)
    let judgements = try Judgements(Self.text(folder.appending(path: "qrels.tsv")))
    self.judgements = judgements
    queries = try TestQuery.read(Self.text(folder.appending(path: "queries.tsv"))).filter {
      judgements[$0.id] != nil
    }
  }

  /// The documents in an index that was made with an analyzer.
  func snapshot(analyzer: String) throws -> Snapshot {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: analyzer))
    let writer = try index.writer()
    defer { writer.close() }
    var batch = try writer.begin()
    for document in documents { try batch.add(document) }
    _ = try batch.commit()
    return index.snapshot
  }

  /// Asks all queries and judges the hundred best answers.
  func evaluate(_ snapshot: Snapshot, _ options: SearchOptions) throws -> Evaluation {
    var options = options
    (options.limit, options.countsTotal, options.syntax) = (100, false, .words)
    var evaluation = Evaluation()
    for query in queries {
      let results = try snapshot.rankedKeys(query.text, options: options).map {
        RankedDocument(key: $0.key.rawValue, score: $0.score)
      }
      evaluation.add(query.id, results, judgements)
    }
    return evaluation
  }

  private struct Line: Decodable {
    var id: String
    var title: String?
    var text: String
  }

  private static func readDocuments(_ folder: URL) throws -> [Document] {
    var file = folder.appending(path: "corpus.jsonl")
    let isPacked = !FileManager.default.fileExists(atPath: file.path())
    if isPacked { file = folder.appending(path: "corpus.jsonl.gz") }
    let bytes = try isPacked ? unpacked(file) : Data(contentsOf: file)
    return try bytes.split(separator: 0x0A).map { bytes in
      let line = try JSONDecoder().decode(Line.self, from: bytes)
      return Document(
        key: DocumentKey(line.id),
        fields: [
          // Of news the headline is the query.
          .init(.title, [folder.lastPathComponent.hasPrefix("news-") ? "" : line.title ?? ""]),
          .init(.text, [line.text]),
        ])
    }
  }

  private static func unpacked(_ file: URL) throws -> Data {
    let reader = Process()
    let output = Pipe()
    reader.executableURL = URL(filePath: "/usr/bin/env")
    reader.arguments = ["gzip", "-cd", file.path()]
    reader.standardOutput = output
    try reader.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    reader.waitUntilExit()
    return bytes
  }

  private static func text(_ file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }
}
