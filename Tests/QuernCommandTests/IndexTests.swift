import Foundation
import Testing

/// `quern index`: the daily move.
@Suite(.timeLimit(.minutes(2))) struct IndexTests {
  @Test func `a second run writes only what is new, changed or gone`() throws {
    let desk = try Desk()
    let first = try desk.quern("index", "news")
    #expect(first.exitCode == 0)
    #expect(first.output == "3 added, 0 updated, 0 removed, 0 unchanged\n")
    #expect(first.errors.isEmpty)
    try desk.folder.write("A new one\n\nAbout zebras.\n", to: "news/deeper/new.txt")
    try desk.folder.write("Talks in Istanbul\n\nThey ended with giraffes.\n", to: "news/talks.txt")
    try desk.folder.remove("news/grain.md")
    let second = try desk.quern("index", "news")
    #expect(second.output == "1 added, 1 updated, 1 removed, 1 unchanged\n")
    #expect(try desk.quern("search", "zebras").lines.count == 1)
    #expect(try desk.quern("search", "giraffes").lines.count == 1)
    #expect(try desk.quern("search", "miraculous").exitCode == 1)
    #expect(try desk.quern("search", "grain").exitCode == 1)
  }

  @Test func `a run that finds nothing to do writes nothing`() throws {
    let desk = try Desk.indexed()
    let before = try desk.folder.listing(of: "index")
    #expect(!before.isEmpty)
    let outcome = try desk.quern("index", "news")
    #expect(outcome.output == "0 added, 0 updated, 0 removed, 3 unchanged\n")
    #expect(try desk.folder.listing(of: "index") == before)
  }

  @Test func `files whose names differ in normalisation only stay two`() throws {
    let desk = try Desk()
    for (name, text) in [("z\u{E9}", "Zebras"), ("ze\u{301}", "Giraffes")] {
      try desk.folder.write(text, to: "news/\(name).txt")
    }
    #expect(try desk.quern("index", "news").output.hasPrefix("5 added"))
    // A file of just now is read again: its time may hide a change.
    for _ in 0..<2 {
      #expect(
        try desk.quern("index").output == "0 added, 0 updated, 0 removed, 5 unchanged\n")
    }
  }

  @Test func `another spelling of the path is the same folder`() throws {
    let desk = try Desk.indexed()
    let unchanged = "0 added, 0 updated, 0 removed, 3 unchanged\n"
    #expect(try desk.quern("index", "./news/../news/").output == unchanged)
    #expect(try desk.quern("index", desk.path("news")).output == unchanged)
    #expect(try desk.quern("index", ".", "--index", "../index", in: "news").output == unchanged)
    #expect(try desk.quern("index", "news/talks.txt").exitCode == 0)
    let roots = try JSONLine(try desk.quern("stats", "--json").firstLine())
    #expect(roots.integer("documents") == 3)
  }

  @Test func `without a path all remembered roots are read again`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("Second folder\n\nWith walruses.\n", to: "more/one.txt")
    #expect(try desk.quern("index", "more").output.hasPrefix("1 added, 0 updated, 0 removed"))
    try desk.folder.write("Third\n\nWith ostriches.\n", to: "more/two.txt")
    try desk.folder.remove("news/grain.md")
    let outcome = try desk.quern("index", "--index", "../index", in: "more")
    #expect(outcome.output == "1 added, 0 updated, 1 removed, 3 unchanged\n")
    let empty = try TemporaryFolder()
    let nothing = try QuernProcess.run(["index"], in: empty.url)
    #expect(nothing.exitCode == 2)
    #expect(nothing.errors.contains("hint: "))
  }

  @Test func `a dry run lists what would happen and writes nothing`() throws {
    let desk = try Desk()
    let first = try desk.quern("index", "--dry-run", "news")
    #expect(first.exitCode == 0)
    #expect(first.lines.contains("add \(desk.path("news/talks.txt"))"))
    #expect(!FileManager.default.fileExists(atPath: desk.path("index")))
    #expect(try desk.quern("index", "news").exitCode == 0)
    let before = try desk.folder.listing(of: "index")
    try desk.folder.write("A new one\n\nAbout zebras.\n", to: "news/new.txt")
    try desk.folder.write("Talks in Istanbul\n\nThey ended.\n", to: "news/talks.txt")
    try desk.folder.remove("news/grain.md")
    let second = try desk.quern("index", "--dry-run", "news")
    #expect(
      second.lines.sorted() == [
        "1 added, 1 updated, 1 removed, 1 unchanged", "add \(desk.path("news/new.txt"))",
        "remove \(desk.path("news/grain.md"))", "update \(desk.path("news/talks.txt"))",
      ])
    #expect(try desk.folder.listing(of: "index") == before)
  }

  @Test func `the summary as JSON`() throws {
    let desk = try Desk()
    let outcome = try desk.quern("index", "--json", "news")
    #expect(outcome.exitCode == 0)
    let summary = try JSONLine(try #require(outcome.lines.last))
    #expect(summary.text("type") == "summary")
    let counts = ["added", "updated", "removed", "unchanged", "failed", "documents"]
    #expect(counts.map { summary.integer($0) } == [3, 0, 0, 0, 0, 3])
    #expect((summary.integer("tokens") ?? 0) > 10)
    #expect(summary.number("seconds") != nil)
  }

  @Test func `a file that is no text is reported and skipped`() throws {
    let desk = try Desk()
    try desk.folder.write(Data([0x41, 0, 0xFF, 0xFE, 0, 0x42]), to: "news/broken.txt")
    let outcome = try desk.quern("index", "news")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == "3 added, 0 updated, 0 removed, 0 unchanged, 1 failed\n")
    #expect(outcome.errors.contains(desk.path("news/broken.txt")))
    let strict = try desk.quern("index", "--strict", "news")
    #expect(strict.exitCode == 2)
    #expect(strict.output == "0 added, 0 updated, 0 removed, 3 unchanged, 1 failed\n")
  }

  @Test func `a file with some bad bytes is read and reported`() throws {
    let desk = try Desk()
    let latin1 = Data("Stra".utf8) + [0xDF] + Data("e\n\nOstriches and walruses.\n".utf8)
    try desk.folder.write(latin1, to: "news/latin.txt")
    for name in ["latin.txt", "talks.txt", "peskov.txt", "grain.md"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1e9)],
        ofItemAtPath: desk.path("news/" + name))
    }
    let outcome = try desk.quern("index", "news")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == "4 added, 0 updated, 0 removed, 0 unchanged, 1 repaired\n")
    #expect(
      outcome.errors == "quern: \(desk.path("news/latin.txt")): 1 byte is not UTF-8 and read as "
        + "U+FFFD, the first at offset 4\n")
    #expect(try desk.quern("search", "walruses").lines.count == 1)
    #expect(try desk.quern("search", "Stra").lines.count == 1)
    let strict = try desk.quern("index", "--strict", "--rebuild")
    #expect(strict.exitCode == 2)
    #expect(strict.output.hasSuffix(", 1 repaired\n"))
    // Files that are older than the commit are not opened again, and count all the same.
    let again = try desk.quern("index", "--strict")
    #expect(again.exitCode == 2 && again.errors.isEmpty)
    #expect(again.output == "0 added, 0 updated, 0 removed, 4 unchanged, 1 repaired\n")
    let line = Data("{\"id\":\"j\",\"text\":\"giraffes".utf8) + [0xFF, 0xFE] + Data("\"}\n".utf8)
    try desk.folder.write(line, to: "lines.jsonl")
    let lines = try desk.quern("index", "--json", "lines.jsonl")
    #expect(lines.exitCode == 0)
    #expect(lines.errors.contains("lines.jsonl:1: 2 bytes are not UTF-8"))
    #expect(try JSONLine(try #require(lines.lines.last)).integer("repaired") == 1)
    #expect(try desk.quern("search", "giraffes").lines.count == 1)
  }

  @Test func `a missing root removes nothing`() throws {
    let desk = try Desk.indexed()
    try FileManager.default.moveItem(
      at: desk.folder.url.appending(path: "news"), to: desk.folder.url.appending(path: "away"))
    let outcome = try desk.quern("index")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasSuffix(", 1 failed\n"))
    #expect(outcome.errors.contains(desk.path("news")))
    #expect(try desk.quern("search", "Peskov").exitCode == 0)
    let rebuild = try desk.quern("index", "--rebuild")
    #expect(rebuild.exitCode == 2)
    #expect(try desk.quern("search", "Peskov").exitCode == 0)
  }

  @Test func `what is gone may be kept`() throws {
    let desk = try Desk.indexed()
    try desk.folder.remove("news/grain.md")
    let outcome = try desk.quern("index", "--keep-missing")
    #expect(outcome.output.hasPrefix("0 added, 0 updated, 0 removed"))
    #expect(try desk.quern("search", "grain").exitCode == 0)
  }

  @Test func `lines of JSON come from standard input, and the last of a key wins`() throws {
    let desk = try Desk()
    let input = """
      {"id":"a","title":"First","text":"alpha zebra","tags":["x","y"],"by":{"name":"Ann"}}
      {"id":"b","title":"Second","body":"beta zebra"}
      {"id":"a","title":"First again","text":"gamma zebra"}

      """
    let outcome = try desk.quern("index", "-", input: input)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("2 added"))
    #expect(outcome.output.contains("1 duplicate"))
    #expect(try desk.quern("search", "zebra").lines.count == 2)
    #expect(try desk.quern("search", "alpha").exitCode == 1)
    let hit = try JSONLine(try desk.quern("search", "--json", "gamma").firstLine())
    #expect(hit.text("key") == "a")
    let more = try desk.quern("index", "-", input: #"{"id":"c","text":"delta"}"# + "\n")
    #expect(more.output.hasPrefix("1 added, 0 updated, 0 removed"))
    #expect(try desk.quern("search", "zebra").lines.count == 2)
  }

  @Test func `another analyzer wants a rebuild`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("index", "--analyzer", "standard")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("--rebuild"))
    let rebuild = try desk.quern("index", "--analyzer", "standard", "--rebuild")
    #expect(rebuild.exitCode == 0)
    #expect(rebuild.output == "3 added, 0 updated, 0 removed, 0 unchanged\n")
    let stats = try JSONLine(try desk.quern("stats", "--json").firstLine())
    #expect(stats.text("analyzer") == "standard")
    #expect(stats.integer("documents") == 3)
    let unknown = try desk.quern("index", "--analyzer", "klingon", "--rebuild")
    #expect(unknown.exitCode == 2)
    #expect(unknown.errors.contains("english"))
  }

  @Test func `a field gets an analyzer of its own, and keeps it`() throws {
    let desk = try Desk()
    let first = try desk.quern(
      "index", "news", "--analyzer", "english", "--analyzer", "title=exact")
    #expect(first.exitCode == 0)
    let stats = try JSONLine(try desk.quern("stats", "--json").firstLine())
    #expect(stats.text("analyzer") == "english")
    #expect(stats.members["fieldAnalyzers"] as? [String: String] == ["title": "exact"])
    #expect(try desk.quern("index", "--analyzer", "title=exact").exitCode == 0)
    let other = try desk.quern("index", "--analyzer", "title=standard")
    #expect(other.exitCode == 2)
    #expect(other.errors.contains("exact for title, not standard"))
    #expect(try desk.quern("index", "--rebuild", "--analyzer", "auto").exitCode == 0)
    let rebuilt = try JSONLine(try desk.quern("stats", "--json").firstLine())
    #expect(rebuilt.text("analyzer") == "auto")
    #expect(rebuilt.members["fieldAnalyzers"] as? [String: String] == ["title": "exact"])
    #expect(try desk.quern("index", "--analyzer", "title=").exitCode == 2)
    let twice = try desk.quern("index", "--analyzer", "german", "--analyzer", "english")
    #expect(twice.errors.contains("says german and english"))
  }

  @Test func `an index that cannot be opened is rebuilt from the paths that are named`() throws {
    let desk = try Desk.indexed()
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.path("index"))
    let manifest = try #require(names.first { $0.hasPrefix("commit.") })
    var bytes = try Data(contentsOf: desk.folder.url.appending(path: "index/\(manifest)"))
    bytes[bytes.count / 2] ^= 0x10
    try desk.folder.write(bytes, to: "index/\(manifest)")
    #expect(try desk.quern("search", "Peskov").exitCode == 2)
    #expect(try desk.quern("index", "news").exitCode == 2)
    let blind = try desk.quern("index", "--rebuild")
    #expect(blind.exitCode == 2)
    #expect(blind.errors.contains("quern index --rebuild PATH"))
    let rebuild = try desk.quern("index", "--rebuild", "news")
    #expect(rebuild.exitCode == 0)
    #expect(rebuild.output == "3 added, 0 updated, 0 removed, 0 unchanged\n")
    #expect(rebuild.errors.contains("index.damaged"))
    #expect(try desk.quern("search", "Peskov").exitCode == 0)
    #expect(try desk.quern("check").exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: desk.path("index.new")))
  }

  @Test func `quiet says nothing but what failed`() throws {
    let desk = try Desk()
    let outcome = try desk.quern("index", "--quiet", "news")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }

  @Test func `an interrupted run exits with 130 and leaves the index as it was`() throws {
    let desk = try Desk.indexed()
    let process = QuernProcess.make(["index", "-"], in: desk.folder.url)
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = Data((#"{"id":"a","text":"zebra"}"# + "\n").utf8)
    // Written line by line until the process has surely begun to read.
    for _ in 0..<20 {
      try input.fileHandleForWriting.write(contentsOf: line)
      Thread.sleep(forTimeInterval: 0.02)
    }
    process.interrupt()
    QuernProcess.finish(process)
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(try desk.quern("search", "zebra").exitCode == 1)
    #expect(try desk.quern("search", "Peskov").exitCode == 0)
    #expect(try desk.quern("index").exitCode == 0)
  }
}
