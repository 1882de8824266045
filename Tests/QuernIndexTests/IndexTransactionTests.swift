import Foundation
import QuernIndex
import QuernModel
import QuernStorage
import Testing
import QuernTestSupport

struct IndexTransactionTests {
  @Test func `a document is read as it was written`() throws {
    var writer = try SampleWriter()
    var document = article("a.txt", "one two", "two three two")
    document.fields.append(.init(FieldName("tag"), ["red", "dark red"]))
    document.fields.append(.init(FieldName("raw"), ["not searched"], isIndexed: false))
    try writer.commit(adding: [document])
    #expect(
      try SnapshotContents(reading: writer.snapshot) == SnapshotContents(expecting: [document]))
    #expect(writer.snapshot.statistics.documentCount == 1)
    #expect(
      writer.snapshot.statistics[.text] == FieldStatistics(documentCount: 1, tokenCount: 3))
    #expect(IndexChecker.check(writer.directory) == [])
  }

  @Test func `an empty index opens and is sound`() throws {
    let writer = try SampleWriter()
    #expect(writer.snapshot.segments.isEmpty)
    #expect(IndexChecker.check(writer.directory) == [])
  }

  @Test func `a document without a word is kept`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: [Document(key: DocumentKey("empty"))])
    #expect(try writer.snapshot.segments[0].find(DocumentKey("empty")) != nil)
    #expect(IndexChecker.check(writer.directory) == [])
  }

  @Test func `the last of two documents with one key stays`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: [article("a", "old", "x"), article("a", "new", "y")])
    let expected = SnapshotContents(expecting: [article("a", "new", "y")])
    #expect(try SnapshotContents(reading: writer.snapshot) == expected)
    try writer.commit(adding: [article("a", "newer", "z")])
    #expect(writer.snapshot.statistics.documentCount == 1)
    let newer = SnapshotContents(expecting: [article("a", "newer", "z")])
    #expect(try SnapshotContents(reading: writer.snapshot) == newer)
  }

  @Test func `a snapshot does not change under its reader`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: [article("a", "one", "x"), article("b", "two", "y")])
    let before = writer.snapshot
    let contents = try SnapshotContents(reading: before)
    try writer.commit(adding: [article("c", "three", "z")], deleting: ["a"], mergingAll: true)
    #expect(try SnapshotContents(reading: before) == contents)
    #expect(writer.snapshot.statistics.documentCount == 2)
  }

  @Test func `commits follow their numbers where the clock goes backwards`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: [article("a", "one", "x")])
    var last = writer.snapshot
    for time in [Int64.max, 0, -5, .min] {
      let transaction = IndexTransaction(
        writer.directory, after: last, replacingAll: false, info: last.info, memoryLimit: .max)
      #expect(try transaction.delete(DocumentKey("a")) == (time == .max))
      try transaction.commit(now: time)
      let next = try IndexSnapshot.openLast(in: writer.directory)
      #expect(next.info.created == time && next.info.generation == last.info.generation + 1)
      #expect(next.statistics.documentCount == 0)
      last = next
    }
    #expect(IndexChecker.check(writer.directory) == [])
  }

  @Test func `a rollback leaves the last commit and no files`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: [article("a", "one", "x")])
    let files = writer.directory.names().sorted()
    let transaction = writer.begin()
    var analysis = SampleAnalysis()
    let document = article("b", "two", "y")
    _ = try transaction.add(document, analysis.tokens(of: document))
    _ = try transaction.delete(DocumentKey("a"))
    transaction.rollback()
    #expect(writer.directory.names().sorted() == files)
    #expect(try IndexSnapshot.openLast(in: writer.directory).statistics.documentCount == 1)
  }

  @Test func `replacing all leaves only what was added`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: [article("a", "one", "x"), article("b", "two", "y")])
    try writer.commit(adding: [article("c", "three", "z")], replacingAll: true)
    let expected = SnapshotContents(expecting: [article("c", "three", "z")])
    #expect(try SnapshotContents(reading: writer.snapshot) == expected)
  }

  @Test func `files of other programs stay`() throws {
    let directory = MemoryDirectory()
    for name in ["notes.txt", "7.segment.bak", "x.segment", "commit.x"] {
      directory.setContents(of: name, to: [1])
    }
    var writer = try SampleWriter(directory)
    try writer.commit(adding: [article("a", "one", "x")])
    try writer.commit(adding: [article("b", "two", "y")], mergingAll: true)
    #expect(
      directory.names().sorted() == [
        "3.segment", "7.segment.bak", "commit.3", "commit.x", "notes.txt", "x.segment",
      ])
  }

  private static let roundCount = ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 6 : 24

  /// Random changes against a dictionary of documents; segments are flushed, merged, deleted from.
  @Test(arguments: 0..<roundCount)
  func `random changes equal a dictionary`(round: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var writer = try SampleWriter()
    writer.memoryLimit = Bool.random(using: &random) ? .max : 3_000
    var model: [String: Document] = [:]
    for _ in 0..<20 {
      let added = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        randomArticle(&random)
      }
      for document in added { model[document.key.rawValue] = document }
      let deleted = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
        "k\(Int.random(in: 0..<120, using: &random))"
      }
      for key in deleted { model[key] = nil }
      try writer.commit(
        adding: added, deleting: deleted, mergingAll: Int.random(in: 0..<6, using: &random) == 0)
      #expect(writer.snapshot.statistics.documentCount == UInt64(model.count), "seed \(seed)")
    }
    let expected = SnapshotContents(expecting: Array(model.values))
    #expect(try SnapshotContents(reading: writer.snapshot) == expected, "seed \(seed)")
    #expect(IndexChecker.check(writer.directory) == [], "seed \(seed)")
    let reopened = try IndexSnapshot.openLast(in: writer.directory)
    #expect(try SnapshotContents(reading: reopened) == expected, "seed \(seed)")
  }

  private func randomArticle(_ random: inout SeededGenerator) -> Document {
    func words(_ count: Int) -> String {
      (0..<count).map { _ in
        let rank = Double.random(in: 0..<1, using: &random)
        return "w\(Int(rank * rank * 60))"
      }.joined(separator: " ")
    }
    let key = "k\(Int.random(in: 0..<120, using: &random))"
    var document = article(key, words(2), words(Int.random(in: 0..<60, using: &random)))
    if Int.random(in: 0..<9, using: &random) == 0 {
      document.fields.append(.init(FieldName("rare"), [words(3), words(1)]))
    }
    return document
  }
}
