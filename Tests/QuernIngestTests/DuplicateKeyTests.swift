import Foundation
import QuernIngest
import QuernModel
import QuernTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

struct DuplicateKeyTests {
  @Test func `the last line of a file wins and a second run finds nothing`() throws {
    let folder = try TemporaryFolder()
    try folder.write("c.jsonl", "{\"id\":1,\"v\":1}\n{\"id\":2}\n{\"id\":1,\"v\":2}")
    var index = IndexModel()
    #expect(index.update([folder.root]).counts == "+2 ~0 -0 =0 !0 x1")
    #expect(index["1"]?["v"] == "2")
    #expect(index.changes == ["add 1", "add 2"])
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =2 !0 x0")
    try folder.touch("c.jsonl", 1_000_001)
    let touched = index.update([folder.root])
    #expect(touched.counts == "+0 ~0 -0 =2 !0 x1")
    #expect(!touched.hasChanges && index.calls.isEmpty)
  }

  @Test func `the last file wins and the loser comes back when the winner goes`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"id\":1,\"v\":\"a\"}\n{\"id\":2}")
    try folder.write("b.jsonl", "{\"id\":1,\"v\":\"b\"}\n{\"id\":3}")
    var index = IndexModel()
    #expect(index.update([folder.root]).counts == "+3 ~0 -0 =0 !0 x1")
    #expect(index["1"]?["v"] == "b")
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =3 !0 x0")
    try folder.touch("a.jsonl", 1_000_001)
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =3 !0 x1")
    #expect(index.calls.isEmpty)

    try folder.write("b.jsonl", "{\"id\":3}", modified: 1_000_002)
    #expect(index.update([folder.root]).counts == "+0 ~1 -0 =2 !0 x0")
    #expect(index.calls == ["add 1"])
    #expect(index["1"]?["v"] == "a")
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =3 !0 x0")
  }

  @Test func `a loser in a file that is not opened comes back too`() throws {
    let folder = try TemporaryFolder()
    for (name, own) in [("a", 2), ("b", 3), ("c", 4)] {
      try folder.write("\(name).jsonl", "{\"id\":1,\"v\":\"\(name)\"}\n{\"id\":\(own)}")
    }
    var index = IndexModel()
    index.update([folder.root])
    // The first file is read, the second is not, the third is gone: the second has it now.
    try folder.write("a.jsonl", "{\"id\":1,\"v\":\"new\"}\n{\"id\":2}", modified: 1_000_001)
    try folder.remove("c.jsonl")
    #expect(index.update([folder.root]).counts == "+0 ~1 -1 =2 !0 x0")
    #expect(index["1"]?["v"] == "b")
    #expect(index.keys == ["1", "2", "3"])
  }

  @Test func `a file all of whose documents lost is read again and changes nothing`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"id\":1,\"v\":\"a\"}")
    try folder.write("b.jsonl", "{\"id\":1,\"v\":\"b\"}")
    var index = IndexModel()
    #expect(index.update([folder.root]).counts == "+1 ~0 -0 =0 !0 x1")
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =1 !0 x1")
    #expect(index.calls.isEmpty)
  }

  @Test func `of roots the later one wins, in whatever order their paths are`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"id\":1,\"v\":\"a\"}")
    try folder.write("b.jsonl", "{\"id\":1,\"v\":\"b\"}")
    let roots = [Root(path: folder("b.jsonl")), Root(path: folder("a.jsonl"))]
    var index = IndexModel()
    #expect(index.update(roots).counts == "+1 ~0 -0 =0 !0 x1")
    #expect(index["1"]?["v"] == "a")
    #expect(index.update(roots).counts == "+0 ~0 -0 =1 !0 x1")
    // Indexed by itself, the other one is the last.
    #expect(index.update([roots[0]]).counts == "+0 ~1 -0 =0 !0 x0")
  }

  @Test func `a key of a root that is missing is not taken by another root`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"id\":1,\"v\":\"a\"}")
    try folder.write("b.jsonl", "{\"id\":1,\"v\":\"b\"}")
    let roots = [Root(path: folder("b.jsonl")), Root(path: folder("a.jsonl"))]
    var index = IndexModel()
    index.update(roots)
    try folder.remove("a.jsonl")
    let summary = index.update(roots)
    #expect(summary.counts == "+0 ~0 -0 =0 !1 x1")
    #expect(summary.kept == 1 && index.calls.isEmpty)
  }

  @Test func `a document whose id is a file's path competes with the file`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "Text")
    try folder.write("b.jsonl", "{\"id\":\"\(folder("a.txt"))\",\"title\":\"J\"}\n{\"id\":2}")
    var index = IndexModel()
    #expect(index.update([folder.root]).counts == "+2 ~0 -0 =0 !0 x1")
    #expect(index.update([folder.root]).counts == "+0 ~0 -0 =2 !0 x1")
    try folder.write("b.jsonl", "{\"id\":2}", modified: 1_000_001)
    #expect(index.update([folder.root]).counts == "+0 ~1 -0 =1 !0 x0")
    #expect(index[folder("a.txt")]?[.title] == "Text")
  }

  @Test func `after any changes the index is as if built anew`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let folder = try TemporaryFolder()
      var index = IndexModel()
      var time = 1_000_000.0
      for step in 0..<8 {
        for _ in 0...random.below(3) {
          time += 1
          try change(folder, &random, time)
        }
        index.update([folder.root])
        var fresh = IndexModel()
        let built = fresh.update([folder.root])
        let context: Comment = "seed \(seed) round \(round) step \(step)"
        #expect(index.keys == fresh.keys, context)
        #expect(
          index.keys.map { index[$0]?.fields } == fresh.keys.map { fresh[$0]?.fields }, context)
        #expect(
          index.keys.map { index[$0]?.source?.path } == fresh.keys.map { fresh[$0]?.source?.path },
          context)
        let idle = index.update([folder.root])
        #expect(index.calls.isEmpty && !idle.hasChanges && idle.unchanged == built.added, context)
      }
    }
  }

  /// Writes, touches or removes one of a few files that share a few keys.
  private func change(
    _ folder: TemporaryFolder, _ random: inout SeededGenerator, _ time: Double
  ) throws {
    let name = ["a.jsonl", "b.jsonl", "c/d.jsonl", "c/e.txt", "f.jsonl"][random.below(5)]
    let exists = FileManager.default.fileExists(atPath: folder(name))
    switch random.below(5) {
    case 0 where exists: try folder.remove(name)
    case 1 where exists: try folder.touch(name, time)
    default:
      let lines = (0..<random.below(5)).map { _ in
        let id = ["1", "2", "3", "4", "\"\(folder("c/e.txt"))\"", "null"][random.below(6)]
        return "{\"id\":\(id),\"v\":\(random.below(3))}\n"
      }
      try folder.write(name, lines.joined(), modified: time)
    }
  }
}

struct StandardInputTests {
  /// Runs with some text on standard input.
  private func update(
    _ index: inout IndexModel, _ text: String, _ roots: [Root] = [], in folder: TemporaryFolder
  ) throws -> SynchronizationSummary {
    try folder.write("input", text)
    let descriptor = unsafe open(folder("input"), O_RDONLY)
    defer { close(descriptor) }
    return index.update([Root(path: "-")] + roots, standardInput: descriptor)
  }

  @Test func `lines are added and updated and never removed`() throws {
    let folder = try TemporaryFolder()
    var index = IndexModel()
    let first = try update(&index, "{\"id\":1}\n{\"t\":\"x\"}\n", in: folder)
    #expect(first.counts == "+2 ~0 -0 =0 !0 x0")
    #expect(first.roots == [Root(path: "-")])
    #expect(index.keys == ["-:2", "1"])
    #expect(
      index["1"]?.source
        == Source(
          path: "-", byteCount: 0, modified: 0,
          contentHash: ContentHash.hash(Array("{\"id\":1}".utf8).span)))
    let second = try update(&index, "{\"id\":1,\"v\":2}\n", in: folder)
    #expect(second.counts == "+0 ~1 -0 =0 !0 x0")
    let third = try update(&index, "{\"id\":1,\"v\":2}\n{\"id\n", in: folder)
    #expect(third.counts == "+0 ~0 -0 =1 !1 x0")
    #expect(third.failures.map(\.description).first?.hasPrefix("-:2: ") == true)
    #expect(index.calls.isEmpty && index.keys == ["-:2", "1"])
  }

  @Test func `equal keys in a stream settle on the last`() throws {
    let folder = try TemporaryFolder()
    var index = IndexModel()
    let lines = "{\"id\":1,\"v\":1}\n{\"id\":1,\"v\":2}\n"
    #expect(try update(&index, lines, in: folder).counts == "+1 ~0 -0 =0 !0 x1")
    let again = try update(&index, lines, in: folder)
    #expect(again.counts == "+0 ~0 -0 =1 !0 x1")
    #expect(!again.hasChanges && index["1"]?["v"] == "2")
  }

  @Test func `standard input comes after files and leaves equal documents to them`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"id\":1,\"v\":1}")
    let root = Root(path: folder("a.jsonl"))
    var index = IndexModel()
    #expect(
      try update(&index, "{\"id\":1,\"v\":2}", [root], in: folder).counts == "+1 ~0 -0 =0 !0 x1")
    #expect(index["1"]?["v"] == "2")
    #expect(
      try update(&index, "{\"id\":1,\"v\":2}", [root], in: folder).counts == "+0 ~0 -0 =1 !0 x1")
    #expect(index.update([root]).counts == "+0 ~1 -0 =0 !0 x0")
    #expect(try update(&index, "{\"id\":1,\"v\":1}", in: folder).counts == "+0 ~0 -0 =1 !0 x0")
    #expect(index["1"]?.source?.path == root.path)
    // The file loses the line while the stream still has it.
    try folder.write("a.jsonl", "", modified: 1_000_001)
    #expect(
      try update(&index, "{\"id\":1,\"v\":1}", [root], in: folder).counts == "+0 ~1 -0 =0 !0 x0")
    #expect(index["1"]?.source?.path == "-")
    #expect(index.update([root]).counts == "+0 ~0 -0 =0 !0 x0")
  }

  @Test func `a damaged line of the stream keeps no file from taking a key`() throws {
    let folder = try TemporaryFolder()
    var index = IndexModel()
    _ = try update(&index, "{\"id\":1}", in: folder)
    try folder.write("a.jsonl", "{\"id\":1,\"v\":1}")
    let summary = try update(&index, "damaged", [Root(path: folder("a.jsonl"))], in: folder)
    #expect(summary.counts == "+0 ~1 -0 =0 !1 x0")
    #expect(summary.kept == 0 && index["1"]?["v"] == "1")
  }

  @Test func `another format reads the stream as one document`() throws {
    let folder = try TemporaryFolder()
    try folder.write("input", "Title\nText")
    let descriptor = unsafe open(folder("input"), O_RDONLY)
    defer { close(descriptor) }
    var index = IndexModel()
    index.update([Root(path: "-", format: "text")], standardInput: descriptor)
    #expect(index["-"]?[.title] == "Title")
  }

  @Test func `a pipe that trickles is read to its end`() throws {
    var ends: [Int32] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    let text = "\u{FEFF}{\"id\":1}\r\n{\"id\":2}"
    let writing = Thread { [ends] in
      for byte in text.utf8 {
        _ = unsafe withUnsafeBytes(of: byte) { unsafe write(ends[1], $0.baseAddress, 1) }
      }
      close(ends[1])
    }
    writing.start()
    defer { close(ends[0]) }
    var index = IndexModel()
    let summary = index.update([Root(path: "-")], standardInput: ends[0])
    #expect(summary.counts == "+2 ~0 -0 =0 !0 x0")
  }
}
