import Foundation
import Testing

/// `quern backup`.
@Suite(.timeLimit(.minutes(2))) struct BackupCommandTests {
  @Test func `a backup is searched like the index`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("backup", "kept/today", "--json")
    #expect(outcome.exitCode == 0)
    let report = try JSONLine(outcome.firstLine())
    #expect(report.integer("documents") == 3)
    #expect(report.integer("linked") == 1)
    #expect(
      try desk.quern("search", "--index", "kept/today", "breakthrough").output
        == desk.quern("search", "breakthrough").output)
    #expect(try desk.quern("check", "--index", "kept/today").exitCode == 0)
    try desk.folder.write("Rain\n\nMore rain.\n", to: "news/rain.txt")
    #expect(try desk.quern("index").exitCode == 0)
    let second = try desk.quern("backup", "kept/today", "--copy")
    #expect(second.output.contains("4 articles"))
    #expect(second.output.contains("0 files linked, 1 copied, 1 there already"))
  }

  @Test func `a folder that is something else is refused`() throws {
    let desk = try Desk.indexed()
    let before = try desk.folder.listing(of: "news")
    let outcome = try desk.quern("backup", "news")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("news cannot be written to: it holds other files, such as"))
    #expect(outcome.errors.contains("hint: Name a new or empty folder."))
    #expect(try desk.folder.listing(of: "news") == before)
    #expect(try desk.quern("backup", "index").exitCode == 2)
    #expect(try desk.quern("search", "breakthrough").exitCode == 0)
    #expect(try desk.quern("backup").exitCode == 2)
  }
}
