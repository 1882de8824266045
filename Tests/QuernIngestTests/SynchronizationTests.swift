import Foundation
import QuernIngest
import QuernModel
import Testing

#if canImport(Glibc)
  import Glibc
#endif

struct SynchronizationTests {
  @Test func `the daily move adds, updates and removes what has changed`() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "b.md", "c.txt"] { try folder.write(name, "Title \(name)\nText.") }
    try folder.write("d.jsonl", #"{"id":1,"t":"x"}"# + "\n" + #"{"t":"y"}"#)
    var index = IndexModel()
    #expect(index.update([folder.root]).counts == "+5 ~0 -0 =0 !0 x0")
    #expect(
      folder.relative(index.calls.map { String($0.dropFirst(4)) })
        == ["a.txt", "b.md", "c.txt", "1", "d.jsonl:2"])

    let idle = index.update([folder.root])
    #expect(idle.counts == "+0 ~0 -0 =5 !0 x0")
    #expect(!idle.hasChanges && index.calls.isEmpty && index.changes.isEmpty)

    try folder.write("e.txt", "New", modified: 1_000_001)
    try folder.write("b.md", "Other", modified: 1_000_001)
    try folder.remove("c.txt")
    try folder.write("d.jsonl", #"{"id":1,"t":"z"}"#, modified: 1_000_001)
    let daily = index.update([folder.root])
    #expect(daily.counts == "+1 ~2 -2 =1 !0 x0")
    #expect(daily.hasChanges)
    let expected = [
      "add \(folder("e.txt"))", "add \(folder("b.md"))", "add 1",
      "remove \(folder("c.txt"))", "remove \(folder("d.jsonl")):2",
    ]
    #expect(index.calls == expected)
    #expect(
      index.changes == [
        expected[0], "update \(folder("b.md"))", "update 1", expected[3], expected[4],
      ])
    #expect(index["1"]?["t"] == "z")
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =4 !0 x0")
  }

  @Test func `a file that was only touched is unchanged`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "Same")
    var index = IndexModel()
    index.update([folder.root])
    try folder.touch("a.txt", 2_000_000)
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =1 !0 x0")
    #expect(index.calls.isEmpty)
  }

  @Test func `a change within the time's grain shows only near the commit`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "One")
    var index = IndexModel()
    index.update([folder.root])
    try folder.write("a.txt", "Two")
    let second: Int64 = 1_000_000_000
    let modified = 1_000_000 * second
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =1 !0 x0")
    let later = index.update([folder.root], lastCommit: modified + 2 * second + 1)
    #expect(later.counts == "+0 ~0 -0 =1 !0 x0")
    let racy = index.update([folder.root], lastCommit: modified + 2 * second)
    #expect(racy.counts == "+0 ~1 -0 =0 !0 x0")
    #expect(index.update([folder.root], lastCommit: .min).counts == "+0 ~0 -0 =1 !0 x0")
  }

  @Test func `missing documents are kept where that is asked for`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "A")
    try folder.write("d.jsonl", "{\"id\":1}\n{\"id\":2}")
    var index = IndexModel()
    index.update([folder.root])
    try folder.remove("a.txt")
    try folder.write("d.jsonl", "{\"id\":1}", modified: 1_000_001)
    let kept = index.update([folder.root], keepsMissing: true)
    #expect(kept.counts == "+0 ~0 -0 =1 !0 x0")
    #expect(kept.kept == 2 && !kept.hasChanges && index.calls.isEmpty)
    #expect(index.update([folder.root]).counts == "+0 ~0 -2 =1 !0 x0")
  }

  @Test func `what cannot be read removes nothing and counts as failed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("r/a.txt", "A")
    try folder.write("b.txt", "B")
    try folder.write("d.jsonl", "{\"id\":1}\n{\"id\":2}\n{\"id\":3,\"v\":1}")
    let roots = [
      Root(path: folder("r")), Root(path: folder("b.txt")), Root(path: folder("d.jsonl")),
    ]
    var index = IndexModel()
    #expect(index.update(roots).counts == "+5 ~0 -0 =0 !0 x0")
    try folder.remove("r")
    try folder.write("b.txt", [0x42, 0x00], modified: 1_000_001)
    try folder.write("d.jsonl", "{\"id\":1}\n{\"id\"\n{\"id\":3,\"v\":2}", modified: 1_000_001)
    let summary = index.update(roots)
    #expect(summary.counts == "+0 ~1 -0 =1 !3 x0")
    #expect(summary.kept == 3)
    #expect(
      summary.failures.map(\.description) == [
        "\(folder("r")): no such file or folder",
        "\(folder("b.txt")): binary: zero byte at offset 1",
        "\(folder("d.jsonl")):2: not JSON at offset 5: \":\" is missing",
      ])
    #expect(index.calls == ["add 3"])
  }

  @Test func `an unreadable file or folder removes nothing`() throws {
    guard geteuid() != 0 else {
      print("skipped: the superuser may read everything")
      return
    }
    let folder = try TemporaryFolder()
    try folder.write("s/a.txt", "A")
    try folder.write("b.txt", "B")
    var index = IndexModel()
    index.update([folder.root])
    try folder.touch("b.txt", 2_000_000)
    #expect(unsafe chmod(folder("s"), 0) == 0)
    #expect(unsafe chmod(folder("b.txt"), 0) == 0)
    defer { unsafe _ = chmod(folder("s"), 0o700) }
    let summary = index.update([folder.root])
    #expect(summary.counts == "+0 ~0 -0 =0 !2 x0")
    #expect(summary.kept == 2 && index.calls.isEmpty)
  }

  @Test func `documents outside the roots and of programs are left alone`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x/a.txt", "A")
    try folder.write("y/b.txt", "B")
    try folder.write("xy/c.txt", "C")
    var index = IndexModel()
    index.update([folder.root])
    index.documents[DocumentKey("made")] = Document(key: DocumentKey("made"))
    try folder.remove("x/a.txt")
    try folder.remove("y/b.txt")
    try folder.remove("xy/c.txt")
    #expect(index.update([Root(path: folder("x"))]).counts == "+0 ~0 -1 =0 !0 x0")
    #expect(index.keys == ["made", folder("xy/c.txt"), folder("y/b.txt")].sorted())
  }

  @Test func `what a root leaves out is removed unless another root holds it`() throws {
    let folder = try TemporaryFolder()
    try folder.write(".a.txt", "A")
    try folder.write(".b.txt", "B")
    var index = IndexModel()
    index.update([Root(path: folder.path, includesHidden: true)])
    let others = [Root(path: folder(".a.txt"))]
    #expect(index.update([folder.root], otherRoots: others).counts == "+0 ~0 -1 =0 !0 x0")
    #expect(index.keys == [folder(".a.txt")])
    try folder.remove(".a.txt")
    #expect(index.update([folder.root], otherRoots: others).counts == "+0 ~0 -1 =0 !0 x0")
  }

  @Test func `another spelling of a path and another working folder mean the same`() throws {
    let folder = try TemporaryFolder()
    try folder.write("s/a.txt", "A")
    try folder.link("l", to: "s")
    var index = IndexModel()
    #expect(index.update([Root(path: folder("s"))]).roots == [Root(path: folder("s"))])
    for spelling in ["./s/../s/", "s//", "l", "s/./a.txt"] {
      #expect(index.update([Root(path: folder(spelling))]).counts == "+0 ~0 -0 =1 !0 x0")
    }
  }

  @Test func `another working folder gives the same documents`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("s/a.txt", "A")
    // The working folder belongs to the whole process: hence another one.
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      var index = IndexModel()
      index.update([Root(path: "\(path)/s")])
      #expect(FileManager.default.changeCurrentDirectoryPath("\(path)/s"))
      #expect(index.update([Root(path: "a.txt")]).counts == "+0 ~0 -0 =1 !0 x0")
      #expect(index.update([Root(path: "../s")]).roots == [Root(path: "\(path)/s")])
      #expect(index.update([Root(path: "no")]).roots == [Root(path: "\(path)/s/no")])
    }
  }

  @Test func `a file that moved takes its keys along`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"id\":1}\n{\"id\":2}")
    var index = IndexModel()
    index.update([folder.root])
    try folder.write("b.jsonl", "{\"id\":1}\n{\"id\":2}")
    try folder.remove("a.jsonl")
    #expect(index.update([folder.root]).counts == "+0 ~2 -0 =0 !0 x0")
    #expect(index["1"]?.source?.path == folder("b.jsonl"))
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =2 !0 x0")
  }

  @Test func `progress ends with everything done`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "A")
    let line = "{\"t\":\"\(String(repeating: "x", count: 1_000))\"}\n"
    try folder.write("b.jsonl", String(repeating: line, count: 3_000))
    var index = IndexModel()
    index.update([folder.root])
    let last = try #require(index.progress.last)
    #expect(last.fileCount == 2 && last.totalFileCount == 2 && last.documentCount == 3_001)
    #expect(
      last.byteCount == last.totalByteCount && last.byteCount == UInt64(1 + line.utf8.count * 3_000)
    )
    #expect(index.progress.count > 3)
    #expect(
      zip(index.progress, index.progress.dropFirst()).allSatisfy { $0.byteCount <= $1.byteCount })
    index.update([folder.root])
    #expect(index.progress.last?.byteCount == last.byteCount)
  }

  @Test func `many failures are counted and the first are told`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", String(repeating: "x\n", count: 1_500))
    var consumer = Silent()
    let summary = Synchronization(roots: [folder.root]).run(into: &consumer)
    #expect(summary.failed == 1_500 && summary.failures.count == 1_000)
  }

  @Test func `a consumer that gives up stops the run`() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "b.txt"] { try folder.write(name, name) }
    var consumer = Refusing()
    #expect(throws: Refusing.Refusal()) {
      try Synchronization(roots: [folder.root]).run(into: &consumer)
    }
    #expect(consumer.count == 1)
  }
}

/// Takes everything and does nothing; cannot be copied, as a batch of writes cannot.
struct Silent: SynchronizationConsumer, ~Copyable {
  mutating func add(_ document: Document) {}

  mutating func remove(_ key: DocumentKey) {}
}

/// Fails at the first document.
struct Refusing: SynchronizationConsumer, ~Copyable {
  struct Refusal: Error, Equatable {}

  var count = 0

  mutating func add(_ document: Document) throws(Refusal) {
    count += 1
    throw Refusal()
  }

  mutating func remove(_ key: DocumentKey) throws(Refusal) {}
}
