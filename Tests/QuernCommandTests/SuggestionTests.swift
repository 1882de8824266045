import Foundation
import Testing

/// What the command suggests: completions, corrected queries, articles that are like one.
struct SuggestionTests {
  @Test func `a word is completed, most articles first`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("suggest", "Peskov", "b")
    #expect(outcome.exitCode == 0)
    #expect(outcome.lines == ["Peskov breakthrough\t1"])
    let json = try desk.quern("suggest", "--json", "-n", "1", "br")
    let record = try JSONLine(json.firstLine())
    #expect(record.text("type") == "completion")
    #expect(record.text("text") == "breakthrough")
    #expect(record.integer("documents") == 2)
    #expect(try JSONLine(try #require(json.lines.last)).integer("total") == 1)
    let none = try desk.quern("suggest", "zzyzx")
    #expect(none.exitCode == 1)
    #expect(none.output.isEmpty)
    #expect(try desk.quern("suggest", "-n", "0", "br").exitCode == 2)
  }

  @Test func `a misspelt query is told, with and without hits`() throws {
    let desk = try Desk.indexed()
    let none = try desk.quern("search", "peskow")
    #expect(none.exitCode == 1)
    #expect(none.errors.contains("hint: did you mean: Peskov\n"))
    let some = try desk.quern("search", "brekthrough", "grain")
    #expect(some.exitCode == 0)
    #expect(some.lines.count == 1)
    #expect(some.errors == "hint: did you mean: breakthrough grain (3 hits)\n")
    #expect(try desk.quern("search", "breakthrough").errors.isEmpty)
    let json = try desk.quern("search", "--json", "brekthrough", "grain")
    let summary = try JSONLine(try #require(json.lines.last))
    let meant = try #require(summary.members["didYouMean"] as? [String: Any])
    #expect(meant["query"] as? String == "breakthrough grain")
    #expect(meant["total"] as? Int == 3)
    #expect(json.errors.isEmpty)
  }

  @Test func `articles like one are found by its key or its path`() throws {
    let desk = try Desk.indexed()
    for key in [desk.path("news/talks.txt"), "news/talks.txt"] {
      let outcome = try desk.quern("similar", key, "--explain")
      #expect(outcome.exitCode == 0)
      #expect(outcome.lines.first == "words: breakthrough 1.00")
      #expect(outcome.lines.dropFirst().first?.contains("news/peskov.txt") == true)
    }
    let json = try desk.quern("similar", "--json", "news/talks.txt")
    #expect(json.lines.count == 2)
    let summary = try JSONLine(try #require(json.lines.last))
    #expect(summary.integer("total") == 1)
    #expect((summary.members["words"] as? [[String: Any]])?.count == 1)
    let lonely = try desk.quern("similar", "news/grain.md")
    #expect(lonely.exitCode == 1)
    #expect(lonely.errors.contains("no other article"))
    let unknown = try desk.quern("similar", "news/none.txt")
    #expect(unknown.exitCode == 1)
    #expect(unknown.errors.contains("no article has the key news/none.txt"))
  }
}
