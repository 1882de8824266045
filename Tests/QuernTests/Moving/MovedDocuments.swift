import Quern
import QuernModel
import QuernStorage
import QuernTestSupport

/// Documents of every shape that an index takes, and questions about them.
struct MovedDocuments {
  private static let texts = [
    "Peskov expects no breakthrough at the talks", "Die Verhandlungen brachten keine Ergebnisse",
    "Переговоры прошли без результатов и будут продолжены", "東京都の水道局の料金について",
    "Çırağan Palace, in the rain\nnext\tto the harbour", "grain \u{0} and \u{1b}[31m \u{202e}red",
    "e\u{301}tude é 👩‍👩‍👧 \u{FEFF} \u{2028} end\\n \"quoted\"", "",
  ]

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A document with words that come often and seldom.
  mutating func next(_ key: String) -> Document {
    var fields: [Document.Field] = [
      .init(.title, ["Talks \(Int.random(in: 0...3, using: &random))"])
    ]
    let values = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      (Self.texts.randomElement(using: &random) ?? "")
        + " w\(Int.random(in: 0...30, using: &random))"
    }
    fields.append(.init(.text, values))
    for name in ["id", "body", "_quern", "a.b", "lang", "date", "empty", "_quern.fields"]
    where Int.random(in: 0...5, using: &random) == 0 {
      let value = name == "lang" ? "de" : Self.texts.randomElement(using: &random) ?? ""
      fields.append(
        .init(
          FieldName(name), name == "empty" ? [] : [value],
          isIndexed: Int.random(in: 0...3, using: &random) > 0))
    }
    if Int.random(in: 0...9, using: &random) == 0 { fields.removeAll { $0.name == .text } }
    fields.shuffle(using: &random)
    return Document(
      key: DocumentKey(key), fields: fields,
      source: Source(path: "/news/\(key)", byteCount: 10, modified: -5, contentHash: .max - 1))
  }

  static let queries = [
    "talks", "breakthrough w1", "+talks -w3", "\"no breakthrough\"", "verhandlung ergebnis",
    "переговоры", "水道局", "title:talks w7 w8 w9", "palace \"rain next\"", "étude", "red",
    "1 2 3", "-talks w2",
  ]

  /// Everything that can be found, with scores, snippets and explanations.
  ///
  /// - Parameter withSource: whether the hits say where their documents came from.
  static func answers(_ snapshot: Snapshot, withSource: Bool = true) throws -> [[Hit]] {
    let options = SearchOptions(limit: 1_000, snippetLength: 60, explains: true)
    return try queries.map { query in
      try snapshot.search(query, options: options).hits.map { hit in
        var hit = hit
        if !withSource { hit.document.source = nil }
        return hit
      }
    }
  }

  static func documents(_ snapshot: Snapshot) throws -> [Document] {
    var cursor = snapshot.documents()
    var documents: [Document] = []
    while let document = try cursor.next() { documents.append(document) }
    return documents
  }
}

extension SearchIndex {
  /// An index in memory of some documents, in several commits.
  static func make(
    _ documents: [Document], deleting keys: [String] = [], options: IndexOptions = IndexOptions(),
    commits: Int = 1, optimized: Bool = false, in directory: MemoryDirectory = MemoryDirectory()
  ) throws -> SearchIndex {
    let index = try SearchIndex.openOrCreate(in: directory, options: options)
    let writer = try index.writer()
    defer { writer.close() }
    let size = max(1, (documents.count + commits - 1) / commits)
    for start in stride(from: 0, to: documents.count, by: size) {
      var batch = try writer.begin()
      for document in documents[start..<min(start + size, documents.count)] {
        try batch.add(document)
      }
      _ = try batch.commit()
    }
    if !keys.isEmpty {
      var batch = try writer.begin()
      for key in keys { try batch.delete(DocumentKey(key)) }
      _ = try batch.commit()
    }
    if optimized { _ = try writer.optimize() }
    return index
  }
}
