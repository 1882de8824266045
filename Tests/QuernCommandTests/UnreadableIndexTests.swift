import Foundation
import Testing

/// `quern index` where an index is that cannot be opened.
@Suite(.timeLimit(.minutes(2))) struct UnreadableIndexTests {
  @Test func `a rebuild beside a damaged index leaves other folders alone`() throws {
    let desk = try Desk.indexed()
    #expect(try desk.quern("index", "news", "--index", "index.new").exitCode == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: desk.path("index"))
    where name.hasPrefix("commit.") {
      try desk.folder.write("x", to: "index/\(name)")
    }
    #expect(try desk.quern("search", "grain").exitCode == 2)
    #expect(try desk.quern("index", "--rebuild", "news").exitCode == 0)
    #expect(try desk.quern("search", "grain").exitCode == 0)
    #expect(try desk.quern("search", "--index", "index.new", "grain").exitCode == 0)
  }

  @Test func `segments without a commit are kept`() throws {
    let desk = try Desk.indexed()
    for name in try FileManager.default.contentsOfDirectory(atPath: desk.path("index"))
    where name.hasPrefix("commit.") {
      try desk.folder.remove("index/\(name)")
    }
    let outcome = try desk.quern("index", "news")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("check --repair"))
    let rebuild = try desk.quern("index", "--rebuild")
    #expect(rebuild.exitCode == 2)
    #expect(rebuild.errors.contains("a commit that names"))
    #expect(rebuild.errors.contains("quern index --rebuild PATH"))
    #expect(try desk.quern("check").exitCode == 2)
    #expect(try desk.quern("check", "--repair").exitCode == 0)
    #expect(try desk.quern("search", "grain").exitCode == 0)
  }
}
