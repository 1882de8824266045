import Foundation
import Quern
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Damage under right checksums: structures that agree with each other and not with the text.
@Suite(.timeLimit(.minutes(10)))
struct DeepCheckTests {
  private static let isSlow = ProcessInfo.processInfo.environment["QUERN_SLOW"] == "1"

  @Test(arguments: [
    IndexOptions(), IndexOptions(analyzer: "bigram", fieldAnalyzers: ["a.b": "exact"]),
  ])
  func `a sound index is sound in depth`(options: IndexOptions) throws {
    let seed = UInt64.random(in: .min ... .max)
    var source = MovedDocuments(seed: seed)
    let documents = (0..<200).map { source.next("d\($0 % 150)") }
    let index = try SearchIndex.make(documents, deleting: ["d3"], options: options, commits: 3)
    #expect(try index.snapshot.checkDeeply() == [], "seed \(seed)")
    let writer = try index.writer()
    _ = try writer.optimize()
    #expect(try index.snapshot.checkDeeply() == [], "seed \(seed)")
  }

  /// Postings of one text and stored fields of another.
  private func spliced(_ indexed: [Document], _ stored: [Document]) throws -> SearchIndex {
    func files(_ documents: [Document]) throws -> IndexFiles {
      let directory = MemoryDirectory()
      _ = try SearchIndex.make(documents, in: directory)
      return IndexFiles(directory)
    }
    let (one, two) = (try files(indexed), try files(stored))
    let other = FileSealer(try #require(two.files["1.segment"]))
    let mixed = one.resealing("1.segment") { file in
      for kind in [7, 8] {
        guard let section = other.sections.first(where: { $0.kind == kind }) else { continue }
        file.replaceSection(kind, with: Array(other.bytes[section.range]))
      }
    }
    return try SearchIndex.open(in: mixed.makeDirectory())
  }

  @Test func `text that is not the one that was indexed is found`() throws {
    func article(_ text: String) -> Document { Document(key: "a", fields: [.init(.text, [text])]) }
    for (indexed, stored, evidence) in [
      ("one two three", "one two trees", "“three” at positions none"),
      ("one two three", "two one three", "“one” at positions"),
      ("one two three", "one two", "words that its text does not have"),
      ("one two", "one two one", "“one” at positions 0, in the text at 0, 2"),
    ] {
      let index = try spliced([article(indexed)], [article(stored)])
      let damages = try index.snapshot.checkDeeply()
      #expect(damages.count == 1)
      let found = try #require(damages.first?.evidence)
      #expect(found.hasPrefix("document 0 (a), field text: "))
      if evidence.contains("three") { continue }
      #expect(found.contains(evidence), "\(found)")
    }
  }

  @Test func `a field that is searchable and has no postings is found`() throws {
    let one = Document(
      key: "a", fields: [.init(.text, ["b"]), .init("x", ["c"], isIndexed: false)])
    let two = Document(key: "a", fields: [.init(.text, ["b"]), .init("x", ["c"])])
    let damages = try spliced([one], [two]).snapshot.checkDeeply()
    // Nor has it a column.
    #expect(damages.count == 2)
    #expect(damages.first?.evidence.contains("field x: no postings") == true)
    #expect(damages.last?.evidence.contains("columns of 2 fields") == true)
    #expect(try spliced([one], [one]).snapshot.checkDeeply() == [])
  }

  @Test func `two documents with one key are found`() throws {
    func article(_ key: DocumentKey) -> Document {
      Document(key: key, fields: [.init(.text, ["one"])])
    }
    func files(_ keys: [DocumentKey]) throws -> IndexFiles {
      let directory = MemoryDirectory()
      _ = try SearchIndex.make(keys.map(article), commits: keys.count, in: directory)
      return IndexFiles(directory)
    }
    let (two, other) = (try files(["a", "b"]), try files(["a"]))
    #expect(SearchIndex.check(in: try two.makeDirectory()).isEmpty)
    let source = FileSealer(try #require(other.files["1.segment"]))
    let mixed = two.resealing("2.segment") { file in
      for section in source.sections where [9, 10, 11].contains(section.kind) {
        file.replaceSection(section.kind, with: Array(source.bytes[section.range]))
      }
    }
    let damages = SearchIndex.check(in: try mixed.makeDirectory())
    #expect(damages.map(\.evidence) == ["document 0 has the key a, which another has, too"])
  }

  /// The bytes of the one segment that a full merge leaves.
  private func optimized(_ files: IndexFiles) throws -> [UInt8]? {
    let directory = try files.makeDirectory()
    let writer = try SearchIndex.open(in: directory).writer()
    defer { writer.close() }
    _ = try writer.optimize()
    let names = directory.names().filter { $0.hasSuffix(".segment") }
    return names.count == 1 ? names.first.flatMap(directory.contents(of:)) : nil
  }

  /// Each byte of what can be told from the other structures and the text.
  @Test func `any changed byte that means something is found`() throws {
    let sample = try SampleIndex(documentCount: Self.isSlow ? 140 : 8)
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let answers = try MovedDocuments.answers(
      SearchIndex.open(in: sample.after.makeDirectory()).snapshot)
    var missed: [String] = []
    var count = 0
    for name in sample.after.names where !name.hasPrefix("commit.") {
      guard let bytes = sample.after.files[name] else { continue }
      for section in FileSealer(bytes).sections {
        for offset in section.range {
          let value = UInt8.random(in: .min ... .max, using: &random)
          guard value != bytes[offset] else { continue }
          // Which documents were deleted is written nowhere else: only their number tells.
          if section.kind == 12, value.nonzeroBitCount == bytes[offset].nonzeroBitCount { continue }
          count += 1
          let files = sample.after.resealing(name) { $0.change(offset, to: value) }
          let directory = try files.makeDirectory()
          if !SearchIndex.check(in: directory).isEmpty { continue }
          let snapshot = try SearchIndex.open(in: directory).snapshot
          if try !snapshot.checkDeeply().isEmpty { continue }
          // Bounds between the ends of a list's may be higher than need be.
          if section.kind == 4, try MovedDocuments.answers(snapshot) == answers { continue }
          // What only deleted documents have means nothing: a merge leaves it behind.
          if [2, 5].contains(section.kind) {
            let merged = try? optimized(files)
            if try merged == optimized(sample.after) { continue }
          }
          missed.append(
            "\(name), section \(section.kind) of field \(section.field), byte "
              + "\(offset - section.range.lowerBound): \(bytes[offset]) to \(value)")
        }
      }
    }
    #expect(count > 1_000)
    #expect(missed.isEmpty, "seed \(seed), of \(count):\n\(missed.joined(separator: "\n"))")
  }
}
