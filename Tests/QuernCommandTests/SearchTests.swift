import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct SearchTests {
  @Test func `in a pipe a hit is rank, score, key and title`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "Peskov", "breakthrough")
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.isEmpty)
    let rows = outcome.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.count == 4 })
    #expect(rows.first?[0] == "1")
    #expect(rows.first.map { String($0[2]) } == desk.path("news/peskov.txt"))
    #expect(rows.first?[3] == "No breakthrough yet")
    #expect(rows.last.map { String($0[2]) } == desk.path("news/talks.txt"))
  }

  @Test func `records are JSON, hits first and one summary last`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "--json", "breakthrough", "grain")
    #expect(outcome.exitCode == 0)
    let records = try outcome.lines.map { try JSONLine($0) }
    #expect(records.map { $0.text("type") } == ["hit", "hit", "hit", "summary"])
    #expect(records.prefix(3).map { $0.integer("rank") } == [1, 2, 3])
    let scores = records.prefix(3).compactMap { $0.number("score") }
    #expect(scores == scores.sorted(by: >))
    let summary = try #require(records.last)
    #expect(summary.text("query") == "breakthrough grain")
    #expect(summary.integer("total") == 3)
    #expect(summary.integer("microseconds") != nil)
    let grain = try #require(records.first { $0.text("title") == "Grain leaves the harbour" })
    #expect(grain.text("path") == desk.path("news/grain.md"))
    #expect(grain.text("key") == desk.path("news/grain.md"))
    #expect(grain.text("snippet")?.contains("grain") == true)
    let fields = try #require(grain.members["fields"] as? [String: Any])
    #expect(fields["date"] as? String == "2022-08-01")
    #expect(fields["lang"] as? String == "en")
  }

  @Test func `what was meant is said with the first hits only`() throws {
    let desk = try Desk.indexed()
    let page = ["search", "--json", "-n", "1", "breakthrough", "peskow"]
    let first = try JSONLine(try #require(try desk.run(page).lines.last))
    #expect(first.members["didYouMean"] is [String: Any])
    let next = try #require(first.text("next"))
    let second = try JSONLine(try #require(try desk.run(page + ["--after", next]).lines.last))
    #expect(second.integer("total") == 2 && second.members["didYouMean"] == nil)
  }

  @Test func `the plan is told instead of hits`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "--explain-plan", "+Peskov", "breakthrough")
    #expect(outcome.exitCode == 0)
    #expect(outcome.lines.first?.hasPrefix("required: ") == true)
    #expect(outcome.lines.contains { $0.contains("postings, bound") })
  }

  @Test func `nothing found says what to do and exits with 1`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "+breakthrough", "+zzyzx")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("no article has: zzyzx"))
    #expect(outcome.errors.contains("try without +"))
    let json = try desk.quern("search", "--json", "zzyzx")
    #expect(json.exitCode == 1)
    #expect(json.lines.count == 1)
    #expect(try JSONLine(json.firstLine()).integer("total") == 0)
  }

  @Test func `after two dashes a word may begin with one`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "-n", "5", "--", "breakthrough", "-Peskov")
    #expect(outcome.exitCode == 0)
    #expect(outcome.lines.count == 1)
    #expect(outcome.lines.first?.contains("talks.txt") == true)
    let first = try desk.quern("search", "-n", "5", "--", "-Peskov", "breakthrough")
    #expect(first.lines == outcome.lines)
  }

  @Test func `limit and offset page through the hits`() throws {
    let desk = try Desk.indexed()
    let all = try desk.quern("search", "breakthrough", "grain").lines
    #expect(all.count == 3)
    #expect(
      try desk.quern("search", "-n", "1", "breakthrough", "grain").lines == Array(all.prefix(1)))
    let second = try desk.quern("search", "-n", "1", "--offset", "1", "breakthrough", "grain")
    #expect(second.lines == Array(all.dropFirst().prefix(1)))
    let beyond = try desk.quern("search", "--offset", "9", "breakthrough", "grain")
    #expect(beyond.exitCode == 1)
    #expect(beyond.errors.contains("3 hits"))
    let huge = try desk.quern("search", "-n", "9000000000000000000", "breakthrough", "grain")
    #expect(huge.lines == all)
  }

  @Test func `queries of every form are answered`() throws {
    let desk = try Desk.indexed()
    for (query, count) in [
      ("mirac* AND palace", 1), ("breakthruogh~1", 2), ("/pesk.*/", 1),
      ("\"envoy breakthrough\"~4", 1),
      ("NEAR(miraculous envoy, 3)", 1), ("(grain ships peskov)@2", 1), ("title:*", 3), ("*", 3),
      ("breakthrough AND NOT peskov", 1), ("title:[g TO h]", 1),
    ] {
      let outcome = try desk.quern("search", query)
      #expect(outcome.lines.count == count, "\(query): \(outcome.errors)")
    }
    let some = try desk.quern("search", "--at-least", "2", "grain ships peskov")
    #expect(some.lines.count == 1)
  }

  @Test func `a strict search refuses what it would pass over, and says how it would be read`()
    throws
  {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "--strict-query", "(grain ships")
    #expect(outcome.exitCode == 2)
    #expect(
      outcome.errors.contains("this ( is not closed (at byte 0): it would be read as grain ships"))
    #expect(outcome.errors.contains("\n  (grain ships\n  ^\n"))
    #expect(try desk.quern("search", "(grain ships").exitCode == 0)
    #expect(try desk.quern("search", "--strict-query", "(grain ships)").exitCode == 0)
    #expect(try desk.quern("search", "--strict-query", "--plain", "grain").exitCode == 2)
  }

  @Test func `matches are ranges of the snippet, and of the article that is shown`() throws {
    let desk = try Desk.indexed()
    let hit = try JSONLine(
      desk.quern("search", "--json", "(peskov AND absent) OR miraculous").firstLine())
    let snippet = Array((hit.text("snippet") ?? "").utf8)
    let matches = try #require(hit.members["matches"] as? [[Int]])
    #expect(
      matches.map { String(decoding: snippet[$0[0]..<$0[1]], as: UTF8.self) } == ["miraculous"])
    let key = desk.path("news/talks.txt")
    let shown = try desk.quern("show", "--color", "always", key, "mirac* talks")
    #expect(shown.output.contains("\u{1B}[1;31mmiraculous\u{1B}[0m"))
    #expect(shown.output.contains("\u{1B}[1;31mTalks\u{1B}[0m"))
    let record = try JSONLine(desk.quern("show", "--json", key, "mirac*").output)
    let marks = try #require(record.members["matches"] as? [String: [[[Int]]]])
    #expect(marks["text"]?.first?.count == 1 && marks["title"] == [[]])
    #expect(try desk.quern("show", "--json", key, "titel:x").exitCode == 2)
  }

  @Test func `an offset of a thousand million is beyond the last hit`() throws {
    let outcome = try Desk.indexed().quern("search", "--offset", "1000000000", "grain")
    #expect(outcome.exitCode == 1 && outcome.errors.contains("beyond the last"))
  }

  @Test func `an unknown field is shown with a caret under it`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "peace", "titel:talks")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("quern: error: the query cannot be read: "))
    let lines = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
    let query = lines.drop { $0 != "  peace titel:talks" }
    #expect(query.dropFirst().first == "        ^")
  }

  @Test func `explanations stand under the hits and inside the records`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "--explain", "Peskov")
    #expect(outcome.lines.count > 2)
    #expect(outcome.lines.dropFirst().allSatisfy { $0.hasPrefix("  ") })
    let score = try #require(outcome.lines.first?.split(separator: "\t")[1])
    #expect(outcome.lines.dropFirst().first?.hasPrefix("  \(score)  ") == true)
    let json = try desk.quern("search", "--explain", "--json", "Peskov")
    let hit = try JSONLine(json.firstLine())
    let explanation = try #require(hit.members["explanation"] as? [String: Any])
    let value = try #require((explanation["value"] as? NSNumber)?.floatValue)
    #expect(value == hit.number("score").map { Float($0) })
    #expect(explanation["details"] is [Any])
  }

  @Test func `weights and parameters change the scores`() throws {
    let desk = try Desk.indexed()
    let plain = try desk.quern("search", "breakthrough").output
    for options in [["--weight", "title=5"], ["--k1", "2.5"], ["--b", "1"]] {
      let outcome = try QuernProcess.run(
        ["search", "breakthrough"] + options, in: desk.folder.url)
      #expect(outcome.exitCode == 0)
      #expect(outcome.output != plain, "\(options)")
    }
  }

  @Test func `the index is named by an option, else by a variable`() throws {
    let desk = try Desk.indexed()
    try FileManager.default.moveItem(
      at: desk.folder.url.appending(path: "index"), to: desk.folder.url.appending(path: "other"))
    #expect(try desk.quern("search", "Peskov").exitCode == 2)
    #expect(try desk.quern("search", "--index", "other", "Peskov").exitCode == 0)
    let named = ["QUERN_INDEX": "other"]
    #expect(try desk.quern("search", "Peskov", environment: named).exitCode == 0)
    let wrong = ["QUERN_INDEX": "nowhere"]
    #expect(try desk.quern("search", "Peskov", environment: wrong).exitCode == 2)
    #expect(
      try desk.quern("search", "--index", "other", "Peskov", environment: wrong).exitCode == 0)
  }

  @Test func `a reader that has gone is no error`() throws {
    let desk = try Desk.indexed()
    let process = QuernProcess.make(["search", "--json", "breakthrough"], in: desk.folder.url)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let errors = try desk.folder.makeFile("errors")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe.fileHandleForWriting
    process.standardError = errors
    try process.run()
    QuernProcess.finish(process)
    #expect(QuernProcess.exitCode(process) == 0)
    #expect(try desk.folder.read("errors").isEmpty)
  }
}
