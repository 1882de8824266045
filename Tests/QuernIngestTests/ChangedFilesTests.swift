import QuernIngest
import QuernModel
import QuernTestSupport
import Testing

/// Few articles are looked up by key; the outcome is that of looking at everything.
struct ChangedFilesTests {
  @Test func `an article by itself is looked up by its key, and nothing else is`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "One")
    try folder.write("b.md", "Two")
    try folder.write("c.jsonl", #"{"id":1,"t":"x"}"#)
    var index = IndexModel()
    index.update([folder.root])
    #expect(index.questions == ["all"])
    try folder.write("a.txt", "Three", modified: 1_000_001)
    let one = [Root(path: folder("a.txt"))]
    #expect(index.update(one).counts == "+0 ~1 -0 =0 !0 x0")
    #expect(Set(index.questions) == [folder("a.txt")])
    #expect(index.update(one).counts == "+0 ~0 -0 =1 !0 x0")
    index.update([Root(path: folder("c.jsonl"))])
    #expect(index.questions == ["all"])
    // What was once read in another format has other keys.
    index.update([Root(path: folder("b.md"), format: "text")])
    #expect(index.questions == ["all"])
  }

  @Test func `what changed is looked at and nothing else`() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "b.txt", "sub/c.md", ".hidden.txt", "note.bin"] {
      try folder.write(name, name)
    }
    var index = IndexModel()
    #expect(index.update([folder.root]).counts == "+3 ~0 -0 =0 !0 x0")
    for name in ["a.txt", "sub/c.md"] { try folder.write(name, "Other", modified: 1_000_001) }
    try folder.remove("b.txt")
    try folder.write("d.txt", "New")
    let names = ["a.txt", "b.txt", "d.txt", ".hidden.txt", "note.bin"]
    // Roots need not be given by their canonical paths.
    let changed = index.update(
      [Root(path: folder.path + "/./sub/..")],
      only: .files(Set(names.map { FilePath(folder($0)) })),
      mayHaveFilesOfLines: false)
    #expect(changed.counts == "+1 ~1 -1 =0 !0 x0" && !changed.isWhole)
    #expect(!index.questions.contains("all"))
    #expect(index.update([folder.root]).counts == "+0 ~1 -0 =2 !0 x0")
  }

  @Test(arguments: ["sub", "x.jsonl", "root", "link"])
  func `where the names do not tell enough, everything is looked at`(what: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "One")
    try folder.write("sub.txt/b.txt", "Two")
    try folder.write("x.jsonl", #"{"id":1,"t":"x"}"#)
    var index = IndexModel()
    index.update([folder.root])
    let path = ["sub": folder("sub.txt"), "x.jsonl": folder("x.jsonl")][what] ?? folder("a.txt")
    let root = Root(
      path: what == "root" ? path : folder.path, followsLinks: what == "link")
    let summary = index.update([root], only: .files([FilePath(path)]))
    #expect(summary.isWhole && index.calls.isEmpty)
    #expect(index.questions == (what == "root" ? [path] : ["all"]))
  }

  @Test func `a key that another file has is a matter of all files`() throws {
    let folder = try TemporaryFolder()
    try folder.write("lines.jsonl", #"{"id":"\#(folder("a.txt"))","t":"from a line"}"#)
    var index = IndexModel()
    index.update([folder.root])
    try folder.write("a.txt", "From an article")
    // The line comes later in the order of files, and wins.
    let summary = index.update([folder.root], only: .files([FilePath(folder("a.txt"))]))
    #expect(summary.isWhole)
    #expect(index[folder("a.txt")]?["t"] == "from a line")
    // The article that is gone takes nothing with it, and what it hid comes back.
    try folder.remove("lines.jsonl")
    index.update([folder.root])
    #expect(index[folder("a.txt")]?.source?.path == folder("a.txt"))
    try folder.write("0.jsonl", #"{"id":"\#(folder("a.txt"))","t":"hidden"}"#)
    index.update([folder.root])
    #expect(index[folder("a.txt")]?["t"] == nil)
    try folder.remove("a.txt")
    #expect(index.update([folder.root], only: .files([FilePath(folder("a.txt"))])).isWhole)
    #expect(index[folder("a.txt")]?["t"] == "hidden")
  }

  @Test func `a clock that goes backwards hides no change`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "One", modified: 2_000_000)
    var index = IndexModel()
    // A commit of the future, and changes of the past.
    for (text, time) in [("Two", 1_999_999.0), ("Six", 1_000_000), ("Ten", -5), ("Old", 3)] {
      index.update([folder.root], lastCommit: 4_000_000_000_000_000_000)
      try folder.write("a.txt", text, modified: time)
      for lastCommit in [Int64.max, 4_000_000_000_000_000_000, 0, .min] {
        var copy = index
        copy.update([folder.root], lastCommit: lastCommit)
        #expect(copy[folder("a.txt")]?[.title] == text, "\(time), \(lastCommit)")
      }
    }
  }

  @Test func `random changes give what a look at everything gives`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    try folder.write("start.txt", "Start")
    var (index, time) = (IndexModel(), 1_000_000.0)
    index.update([folder.root])
    var partCount = 0
    for round in 0..<60 {
      var changed: Set<FilePath> = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let name =
          ["a.txt", "b.md", "sub/c.txt", "sub/.d.txt", "e.bin", "f.txt"]
          .randomElement(using: &random) ?? "a.txt"
        time += 1
        if Bool.random(using: &random) {
          try folder.write(name, "Text \(Int.random(in: 0..<3, using: &random))", modified: time)
        } else {
          try? folder.remove(name)
        }
        changed.insert(FilePath(folder(name)))
      }
      let summary = index.update(
        [folder.root], only: .files(changed), mayHaveFilesOfLines: false)
      partCount += summary.isWhole ? 0 : 1
      var fresh = IndexModel()
      fresh.update([folder.root])
      #expect(index.documents.mapValues(\.fields) == fresh.documents.mapValues(\.fields), "\(seed)")
      #expect(!index.update([folder.root]).hasChanges, "seed \(seed), round \(round)")
    }
    #expect(partCount == 60)
  }
}
