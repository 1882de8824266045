import Foundation
import Quern
import QuernIngest
import QuernModel
import QuernPresentation
import QuernStorage
import QuernTestSupport
import Testing

/// Documents → lines of JSON → documents, and an index of those that gives the same answers.
@Suite(.timeLimit(.minutes(5)))
struct ExportTests {
  /// The documents of an index, written as lines and read again.
  private func reread(_ snapshot: Snapshot) throws -> [Document] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/export.jsonl"
    var text = ""
    var cursor = snapshot.documents()
    while let document = try cursor.next() {
      let line = ExportRecord.record(document).description
      #expect(!line.contains("\n"))
      text += line + "\n"
    }
    try Data(text.utf8).write(to: URL(filePath: path))
    var reader = try JSONLinesReader(path: path)
    var documents: [Document] = []
    while let line = try reader.next() { documents.append(try line.document.get()) }
    return documents
  }

  /// Swift's `==` of strings takes both spellings of é for one.
  private func bytes(_ documents: [Document]) -> [[[UInt8]]] {
    documents.map { document in
      [Array(document.key.rawValue.utf8)]
        + document.fields.flatMap { field in
          [Array(field.name.rawValue.utf8), [field.isIndexed ? 1 : 0]]
            + field.values.map { Array($0.utf8) }
        }
    }
  }

  @Test(arguments: [
    IndexOptions(), IndexOptions(analyzer: "english", fieldAnalyzers: [.title: "exact"]),
  ])
  func `an index of exported lines gives the same answers`(options: IndexOptions) throws {
    var comparedCount = 0
    for round in 0..<4 {
      let seed = UInt64.random(in: .min ... .max)
      var source = MovedDocuments(seed: seed)
      let documents = (0..<150).map { source.next(round % 2 == 0 ? "d\($0)" : "é/\($0 % 120)") }
      let index = try SearchIndex.make(
        documents, deleting: (0..<20).map { "d\($0 * 6)" }, options: options, commits: 4,
        optimized: true)
      let expected = try MovedDocuments.documents(index.snapshot)
      #expect(expected.count == (round % 2 == 0 ? 130 : 120))
      let found = try reread(index.snapshot)
      #expect(found.count == expected.count, "seed \(seed)")
      for (one, two) in zip(bytes(found), bytes(expected)) where one != two {
        Issue.record("seed \(seed): \(one) is not \(two)")
        return
      }
      let copy = try SearchIndex.make(found, options: options, commits: 3, optimized: true)
      let answers = try MovedDocuments.answers(copy.snapshot, withSource: false)
      let isSame = try answers == MovedDocuments.answers(index.snapshot, withSource: false)
      // An analyzer that only deleted documents had is still asked by the old index.
      let isAskedAlike = copy.snapshot.info.analysis == index.snapshot.info.analysis
      #expect(isSame || !isAskedAlike, "seed \(seed)")
      comparedCount += isAskedAlike ? 1 : 0
      #expect(answers.joined().count > 100)
      // And once more: the same lines, but for where the documents came from.
      #expect((bytes(try reread(copy.snapshot)) == bytes(expected)) == true, "seed \(seed)")
    }
    #expect(comparedCount > 0)
  }

  @Test func `plain documents are plain lines`() {
    let document = Document(
      key: "k",
      fields: [.init("tag", ["a", "b"]), .init(.text, ["x\u{1b}y"]), .init("body", ["z"])])
    #expect(
      ExportRecord.record(document).description
        == #"{"id":"k","tag":["a","b"],"text":"x\u001by","body":"z"}"#)
  }

  @Test func `where a document came from is told`() {
    let document = Document(
      key: "k", fields: [],
      source: Source(path: "/a", byteCount: 3, modified: 4, contentHash: .max))
    #expect(
      ExportRecord.record(document).description == """
        {"id":"k","_quern":{"export":1,"source":{"path":"/a","bytes":3,"modified":4,\
        "hash":"ffffffffffffffff"}}}
        """)
  }

  @Test func `fields that members cannot say are listed`() {
    let document = Document(
      key: "k",
      fields: [.init("body", ["b"]), .init("id", ["i"], isIndexed: false), .init("none", [])])
    #expect(
      ExportRecord.record(document).description == """
        {"id":"k","_quern":{"export":1,"fields":[{"name":"body","values":["b"]},\
        {"name":"id","values":["i"],"storedOnly":true},{"name":"none","values":[]}]}}
        """)
  }

  @Test(
    arguments: [
      #"{"export":1,"fields":3}"#, #"{"export":1,"fields":[3]}"#,
      #"{"export":1,"fields":[{"values":["a"]}]}"#,
      #"{"export":1,"fields":[{"name":"a","values":[1]}]}"#,
      #"{"export":1,"fields":[{"name":"a","values":[]},{"name":"a","values":[]}]}"#,
      #"{"export":1,"fields":[{"name":"a","other":"b"}]}"#,
    ])
  func `a list of fields that nobody wrote is an error of its line`(member: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/x.jsonl"
    try Data("{\"id\":\"a\",\"_quern\":\(member)}\n{\"id\":\"b\"}\n".utf8)
      .write(to: URL(filePath: path))
    var reader = try JSONLinesReader(path: path)
    let first = try #require(try reader.next())
    #expect(throws: IngestError.self) { try first.document.get() }
    #expect(try reader.next()?.document.get().key == "b")
  }

  @Test func `a member of that name that is somebody else's is a field`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/x.jsonl"
    try Data(#"{"id":"a","_quern":{"fields":[1,2]}}"#.utf8).write(to: URL(filePath: path))
    var reader = try JSONLinesReader(path: path)
    let document = try #require(try reader.next()).document.get()
    #expect(document.fields == [.init("_quern.fields", ["1", "2"])])
  }

  @Test func `damage ends the documents with an error`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let bytes = try #require(sample.after.files["1.segment"])
    let stored = try #require(FileSealer(bytes).sections.first { $0.kind == 7 })
    var damaged = bytes
    damaged[stored.range.lowerBound + 20] ^= 1
    let directory = try sample.after.replacing("1.segment", with: damaged).makeDirectory()
    var cursor = try SearchIndex.open(in: directory).snapshot.documents()
    #expect(throws: QuernError.self) { while try cursor.next() != nil {} }
  }
}
