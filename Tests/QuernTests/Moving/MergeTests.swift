import Foundation
import Quern
import QuernFaults
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// A merge of indexes is the index of their documents.
@Suite(.timeLimit(.minutes(5)))
struct MergeTests {
  private func isUnlike(_ error: any Error, _ words: String) -> Bool {
    guard case .unlike(let message)? = error as? QuernError else { return false }
    return message.contains(words)
  }

  @Test func `merged indexes answer like one index of all documents`() throws {
    for _ in 0..<6 {
      let seed = UInt64.random(in: .min ... .max)
      var source = MovedDocuments(seed: seed)
      let first = (0..<90).map { source.next("a\($0)") } + (0..<30).map { source.next("b\($0)") }
      let second = (10..<40).map { source.next("b\($0)") } + (0..<9).map { source.next("c\($0)") }
      let third = (0..<5).map { source.next("a\($0)") }
      let one = try SearchIndex.make(first, deleting: ["a3", "b12"], commits: 3)
      let two = try SearchIndex.make(second, deleting: ["b20", "c1"], commits: 2)
      let three = try SearchIndex.make(third)
      let before = [one, two, three].map(\.snapshot.info)
      let directory = MemoryDirectory(path: "merged")
      let summary = try SearchIndex.merge(
        [one.snapshot, two.snapshot, three.snapshot], in: directory)

      // What is in a later index replaces; what an earlier one has besides stays.
      let lost: Set = ["a3", "b12"]
      let gone: Set = ["b20", "c1"]
      let live = [
        first.filter { !lost.contains($0.key.rawValue) },
        second.filter { !gone.contains($0.key.rawValue) }, third,
      ]
      // Analyzers that were chosen for documents that are gone are asked all the same.
      let others = (first + second + third).map { document in
        Document(key: DocumentKey("other \(document.key)"), fields: document.fields)
      }
      let expected = try SearchIndex.make(
        others + live[0] + live[1] + live[2], deleting: others.map(\.key.rawValue),
        optimized: true)
      let merged = try SearchIndex.open(in: directory)
      #expect(
        try MovedDocuments.documents(merged.snapshot)
          == MovedDocuments.documents(expected.snapshot), "seed \(seed)")
      #expect(
        try MovedDocuments.answers(merged.snapshot) == MovedDocuments.answers(expected.snapshot),
        "seed \(seed)")
      #expect(summary.documentCount == expected.snapshot.documentCount)
      #expect(
        summary.replacedCount == live.map(\.count).reduce(0, +) - summary.documentCount)
      #expect(SearchIndex.check(in: directory).isEmpty)
      #expect(merged.snapshot.info.analysis == expected.snapshot.info.analysis)
      #expect([one, two, three].map(\.snapshot.info) == before)
      // It is an index like others.
      let writer = try merged.writer()
      var batch = try writer.begin()
      try batch.add(first[0])
      try batch.delete(third[1].key)
      #expect(try batch.commit().documentCount == summary.documentCount - 1)
    }
  }

  @Test func `chosen analyzers and followed paths are united`() throws {
    func index(_ text: String, _ roots: [Root]) throws -> SearchIndex {
      let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
      var batch = try index.writer().begin()
      try batch.add(Document(key: DocumentKey(text), fields: [.init(.text, [text])]))
      batch.follow(roots)
      _ = try batch.commit()
      return index
    }
    let english = "the talks were held in the palace and there was no breakthrough for them"
    let german = "die Verhandlungen wurden in dem Palast und ohne ein Ergebnis mit ihnen geführt"
    let one = try index(english, [Root(path: "/a"), Root(path: "/b")])
    let two = try index(german, [Root(path: "/b", format: "markdown"), Root(path: "/c")])
    let directory = MemoryDirectory()
    try SearchIndex.merge([one.snapshot, two.snapshot], in: directory)
    let merged = try SearchIndex.open(in: directory).snapshot
    #expect(merged.info.analysis.chosen.map(\.name) == ["english", "german"])
    #expect(
      merged.info.roots == [
        Root(path: "/a"), Root(path: "/b", format: "markdown"), Root(path: "/c"),
      ])
    #expect(try merged.search("verhandlung").total == 1)
    #expect(try merged.search("talk").total == 1)
  }

  @Test func `indexes that were analysed otherwise are refused`() throws {
    let document = Document(key: "a", fields: [.init(.text, ["b"])])
    let plain = try SearchIndex.make([document]).snapshot
    let directory = MemoryDirectory()
    for (options, words) in [
      (IndexOptions(analyzer: "english"), "“auto” version 2, another with “english”"),
      (IndexOptions(fieldAnalyzers: [.title: "exact"]), "the analyzer for title"),
    ] {
      let other = try SearchIndex.make([document], options: options).snapshot
      #expect {
        try SearchIndex.merge([plain, other], in: directory)
      } throws: {
        isUnlike($0, words)
      }
    }
    #expect(directory.names().isEmpty)
  }

  @Test func `more fields than an index has are refused`() throws {
    func wide(_ prefix: String) throws -> Snapshot {
      let fields = (0..<600).map { Document.Field(FieldName("\(prefix)\($0)"), ["x"]) }
      return try SearchIndex.make([Document(key: DocumentKey(prefix), fields: fields)]).snapshot
    }
    let (one, two) = (try wide("a"), try wide("b"))
    #expect {
      try SearchIndex.merge([one, two], in: MemoryDirectory())
    } throws: {
      isUnlike($0, "1200 fields")
    }
  }

  @Test func `a folder that is not empty is refused`() throws {
    let one = try SearchIndex.make([Document(key: "a", fields: [.init(.text, ["b"])])])
    let directory = MemoryDirectory()
    let two = try SearchIndex.make([], in: directory)
    #expect(throws: QuernError.occupied(path: "memory", evidence: "it holds an index")) {
      try SearchIndex.merge([one.snapshot, two.snapshot], in: directory)
    }
    let files = MemoryDirectory()
    files.setContents(of: "a.txt", to: [])
    #expect(throws: QuernError.self) { try SearchIndex.merge([one.snapshot], in: files) }
    #expect(files.names().filter { $0 != "write.lock" } == ["a.txt"])
  }

  @Test func `a merge that fails anywhere leaves no index, and can be made again`() throws {
    var source = MovedDocuments(seed: 1)
    let one = try SearchIndex.make((0..<9).map { source.next("a\($0)") }, commits: 2).snapshot
    let two = try SearchIndex.make((0..<9).map { source.next("b\($0)") }).snapshot
    let step = ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 3 : 1
    for staysFaulty in [false, true] {
      for fault in stride(from: staysFaulty ? 1 : 0, to: 1_000, by: step) {
        let disk = SimulatedDisk()
        var isDone = true
        let hasFailed = disk.failing(at: fault, forGood: staysFaulty) {
          do { try SearchIndex.merge([one, two], in: disk) } catch { isDone = false }
        }
        if !isDone, (try? SearchIndex.open(in: disk)) == nil {
          try SearchIndex.merge([one, two], in: disk)
        }
        #expect(try SearchIndex.open(in: disk).snapshot.documentCount == 18, "fault \(fault)")
        #expect(SearchIndex.check(in: disk).isEmpty, "fault \(fault)")
        if !hasFailed { break }
        #expect(fault + step < 1_000)
      }
    }
  }

  @Test func `damage is not merged`() throws {
    let sample = try SampleIndex(documentCount: 8)
    var bytes = try #require(sample.after.files["1.segment"])
    let positions = try #require(FileSealer(bytes).sections.first { $0.kind == 5 })
    bytes[positions.range.lowerBound] ^= 1
    let damaged = try SearchIndex.open(
      in: sample.after.replacing("1.segment", with: bytes).makeDirectory())
    let target = MemoryDirectory()
    #expect(throws: QuernError.self) { try SearchIndex.merge([damaged.snapshot], in: target) }
    #expect(target.names().filter { $0 != "write.lock" }.isEmpty)
  }
}
