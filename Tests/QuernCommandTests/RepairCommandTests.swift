import Foundation
import Testing

/// `quern check --repair`.
@Suite(.timeLimit(.minutes(2))) struct RepairCommandTests {
  /// Changes a byte of the index's segment.
  private func damage(_ desk: Desk, at place: (Data) -> Int) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.path("index"))
    let name = try #require(names.first { $0.hasSuffix(".segment") })
    let file = desk.folder.url.appending(path: "index/\(name)")
    var bytes = try Data(contentsOf: file)
    bytes[place(bytes)] ^= 0x10
    try bytes.write(to: file)
  }

  @Test func `a damaged end loses nothing`() throws {
    let desk = try Desk.indexed()
    let hits = try desk.quern("search", "breakthrough").output
    try damage(desk) { $0.count - 10 }
    #expect(try desk.quern("search", "breakthrough").exitCode == 2)
    let outcome = try desk.quern("check", "--repair")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("3 articles; 0 segments kept, 3 articles written anew, 0 lost"))
    #expect(outcome.output.contains("set aside: 1.segment.damaged"))
    #expect(try desk.quern("check", "--deep").exitCode == 0)
    #expect(try desk.quern("search", "breakthrough").output == hits)
    #expect(try desk.quern("index").output == "0 added, 0 updated, 0 removed, 3 unchanged\n")
    #expect(try desk.quern("check", "--repair").output == "index: no damage\n")
  }

  @Test func `lost articles come back from their files`() throws {
    let desk = try Desk.indexed()
    // The first bytes after the header are those of the stored fields.
    try damage(desk) { _ in 90 }
    let outcome = try desk.quern("check", "--repair", "--json")
    #expect(outcome.exitCode == 2)
    let records = try outcome.lines.map { try JSONLine($0) }
    let lost = records.filter { $0.text("type") == "lost" }
    #expect(
      lost.compactMap { $0.text("key") }.sorted() == [
        desk.path("news/grain.md"), desk.path("news/peskov.txt"), desk.path("news/talks.txt"),
      ])
    #expect(records.last?.integer("lost") == 3)
    #expect(try desk.quern("check").exitCode == 0)
    #expect(try desk.quern("index").output == "3 added, 0 updated, 0 removed, 0 unchanged\n")
    #expect(try desk.quern("search", "breakthrough").exitCode == 0)
  }

  @Test func `lost lines come back from a file that has not changed`() throws {
    let desk = try Desk()
    try desk.folder.write(#"{"id":"first","text":"breakthrough"}"# + "\n", to: "lines/a.jsonl")
    #expect(try desk.quern("index", "lines").exitCode == 0)
    let line = #"{"id":"second","text":"grain"}"# + "\n"
    try desk.folder.write(try desk.folder.read("lines/a.jsonl") + line, to: "lines/a.jsonl")
    #expect(try desk.quern("index").output.hasPrefix("1 added"))
    // Long ago, so that nobody would open the file again.
    let path = desk.path("lines/a.jsonl")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: path)
    #expect(try desk.quern("index").exitCode == 0)
    try damage(desk) { _ in 90 }
    #expect(try desk.quern("check", "--repair").exitCode == 2)
    #expect(try desk.quern("index").output.hasPrefix("1 added"))
    #expect(try desk.quern("show", "first").exitCode == 0)
    #expect(try desk.quern("show", "second").exitCode == 0)
  }

  @Test func `there must be an index, and analyzers are for a repair`() throws {
    let desk = try Desk()
    #expect(try desk.quern("check", "--repair").exitCode == 2)
    let wrong = try desk.quern("check", "--analyzer", "english")
    #expect(wrong.exitCode == 2 && wrong.errors.contains("--repair"))
  }
}
