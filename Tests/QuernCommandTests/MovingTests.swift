import Foundation
import Testing

/// `quern export` and `quern merge`.
@Suite(.timeLimit(.minutes(2))) struct MovingTests {
  /// The hits of some queries, without what differs from index to index.
  private func hits(_ desk: Desk, _ index: String) throws -> [String] {
    try ["breakthrough", "+peskov promising", "harbour", "lang:en", "\"miraculous breakthrough\""]
      .flatMap { query in
        try desk.quern("search", "--index", index, "--json", "--", query).lines.dropLast().map {
          line in
          var members = try JSONLine(line).members
          members["path"] = nil
          let data = try JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
          return String(decoding: data, as: UTF8.self)
        }
      }
  }

  @Test func `exported lines make an index with the same hits`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("export")
    #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.count == 3)
    let grain = try #require(
      try outcome.lines.map { try JSONLine($0) }.first {
        $0.text("title") == "Grain leaves the harbour"
      })
    #expect(grain.text("id") == desk.path("news/grain.md"))
    #expect(grain.text("date") == "2022-08-01")
    let written = try desk.quern("export", "all.jsonl", "--json")
    #expect(try JSONLine(written.firstLine()).integer("documents") == 3)
    #expect(try desk.folder.read("all.jsonl") == outcome.output)
    let made = try desk.quern("index", "--index", "copy", "all.jsonl")
    #expect(made.exitCode == 0)
    #expect(try desk.quern("optimize").exitCode == 0)
    #expect(try desk.quern("optimize", "--index", "copy").exitCode == 0)
    #expect(try hits(desk, "copy") == hits(desk, "index"))
    #expect(try hits(desk, "copy").count > 4)
    let piped = try desk.quern("index", "--index", "piped", "-", input: outcome.output)
    #expect(piped.exitCode == 0)
    #expect(try hits(desk, "piped") == hits(desk, "index"))
  }

  @Test func `a file is not written over, and analyzers are told`() throws {
    let desk = try Desk()
    #expect(
      try desk.quern("index", "--analyzer", "english", "--analyzer", "title=exact", "news").exitCode
        == 0)
    try desk.folder.write("mine", to: "mine.jsonl")
    let refused = try desk.quern("export", "mine.jsonl")
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("mine.jsonl is there already"))
    #expect(try desk.folder.read("mine.jsonl") == "mine")
    // A file that another program has not finished is none of ours.
    try desk.folder.write("theirs", to: "new.jsonl.part")
    let outcome = try desk.quern("export", "new.jsonl")
    #expect(try desk.folder.read("new.jsonl.part") == "theirs")
    #expect(outcome.output == "new.jsonl: 3 articles\n")
    #expect(outcome.errors.contains("quern index --analyzer english --analyzer title=exact …"))
    #expect(try desk.quern("export", "nowhere/new.jsonl").exitCode == 2)
    #expect(try desk.quern("export", "--json").exitCode == 2)
  }

  @Test func `indexes are merged into a new one that follows both`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("Rain again\n\nA breakthrough of the sun.\n", to: "more/rain.txt")
    #expect(try desk.quern("index", "--index", "second", "more", "news/grain.md").exitCode == 0)
    let outcome = try desk.quern("merge", "index", "second", "--into", "both")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == "both: 4 articles, 1 replaced by a later index\n")
    #expect(try desk.quern("check", "--index", "both").exitCode == 0)
    #expect(try desk.quern("search", "--index", "both", "sun").exitCode == 0)
    try desk.folder.remove("more/rain.txt")
    let moved = try desk.quern("index", "--index", "both")
    #expect(moved.output == "0 added, 0 updated, 1 removed, 3 unchanged\n")
    let again = try desk.quern("merge", "index", "second", "--into", "both")
    #expect(again.exitCode == 2)
    #expect(again.errors.contains("both cannot be written to: it holds an index"))
    #expect(try desk.quern("merge", "index", "--into", "alone").exitCode == 2)
    #expect(try desk.quern("merge", "index", "nothing", "--into", "none").exitCode == 2)
    #expect(
      try desk.quern("index", "--index", "exact", "--analyzer", "exact", "news").exitCode == 0)
    let unlike = try desk.quern("merge", "index", "exact", "--into", "none")
    #expect(unlike.exitCode == 2)
    #expect(unlike.errors.contains("quern export"))
    #expect(!FileManager.default.fileExists(atPath: desk.path("none")))
  }
}
