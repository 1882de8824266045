import Foundation
import Quern
import QuernStorage

/// Documents, queries, and judgements of which documents answer which query.
struct TestCollection {
  let name: String
  let documents: [Document]
  let queries: [(id: String, text: String)]
  private let relevances: [String: [String: Int]]

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
    var relevances: [String: [String: Int]] = [:]
    for row in try Self.rows(folder.appending(path: "qrels.tsv")) where row.count > 2 {
      guard let relevance = Int(row[2]), relevance > 0 else { continue }
      relevances[row[0], default: [:]][row[1]] = relevance
    }
    self.relevances = relevances
    queries = try Self.rows(folder.appending(path: "queries.tsv")).compactMap { row in
      row.count > 1 && relevances[row[0]] != nil ? (id: row[0], text: row[1]) : nil
    }
  }

  /// Judges the answers of an index that was made with an analyzer.
  func judge(analyzer: String) throws -> Judgement {
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: analyzer))
    let writer = try index.writer()
    defer { writer.close() }
    var batch = try writer.begin()
    for document in documents { try batch.add(document) }
    _ = try batch.commit()
    let snapshot = index.snapshot
    var judgement = Judgement()
    for query in queries {
      let hits = try snapshot.search(
        Self.plainWords(query.text), options: SearchOptions(limit: 10, countsTotal: false)
      ).hits
      judgement.add(hits.map(\.document.key.rawValue), relevances[query.id] ?? [:])
    }
    return judgement
  }

  /// A query without signs: people's questions have hyphens, quotes and colons.
  private static func plainWords(_ text: String) -> String {
    String(text.map { "+-:\"“”„«»".contains($0) ? " " : $0 })
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
        fields: [.init(.title, [line.title ?? ""]), .init(.text, [line.text])])
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

  private static func rows(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t").map { String($0) }
    }
  }
}
