import Foundation
import Testing

/// `quern optimize`.
@Suite(.timeLimit(.minutes(2))) struct OptimizeTests {
  @Test func `deleted articles give back their room`() throws {
    let desk = try Desk.indexed()
    try desk.folder.remove("news/grain.md")
    try desk.folder.write("A storm\n\nNothing but rain.\n", to: "news/storm.txt")
    #expect(try desk.quern("index").exitCode == 0)
    let hits = try desk.quern("search", "--json", "breakthrough").lines.dropLast()
    let outcome = try desk.quern("optimize", "--json")
    #expect(outcome.exitCode == 0)
    let report = try JSONLine(outcome.firstLine())
    #expect(report.integer("documents") == 3)
    #expect(report.integer("segmentsAfter") == 1)
    #expect((report.integer("reclaimed") ?? -1) >= 0)
    #expect((report.number("seconds") ?? 0) > 0)
    let stats = try JSONLine(try desk.quern("stats", "--json").firstLine())
    #expect(stats.integer("deleted") == 0)
    #expect(stats.integer("segments") == 1)
    let bytes = try #require(stats.members["bytes"] as? [String: Int])
    #expect(report.integer("bytesAfter") == bytes["total"])
    #expect(try desk.quern("search", "--json", "breakthrough").lines.count == hits.count + 1)
    #expect(try desk.quern("optimize").output.contains("1 segment to 1"))
    #expect(try desk.quern("check").exitCode == 0)
  }

  @Test func `there must be an index`() throws {
    let desk = try Desk()
    let outcome = try desk.quern("optimize")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("there is no index"))
  }
}
