import Foundation
import Testing

/// Sorting, paging, counting and collapsing at the command line.
@Suite(.timeLimit(.minutes(2))) struct ListTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    var lines = ""
    for number in 1...9 {
      lines += #"{"id":"a\#(number)","title":"Ship \#(number)","text":"grain ships","#
      lines += #""date":"2025-0\#(number)-11","source":"\#(number % 2 == 0 ? "AFP" : "dpa")","#
      lines += #""words":\#(number * 100)}"# + "\n"
    }
    try desk.folder.write(lines, to: "ships.jsonl")
    let outcome = try desk.quern("index", "ships.jsonl")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return desk
  }

  private func keys(_ outcome: QuernProcess.Outcome) -> [String] {
    outcome.lines.map { $0.split(separator: "\t").map(String.init) }.filter { Int($0[0]) != nil }
      .map { $0[2] }
  }

  @Test func `conditions, orders and pages`() throws {
    let desk = try desk()
    let first = try desk.quern("search", "grain words:>200", "--sort", "date:desc", "-n", "3")
    #expect(keys(first).map { $0.suffix(2) } == ["a9", "a8", "a7"])
    let last = try #require(first.lines.last)
    #expect(last.hasPrefix("next\t"))
    let cursor = String(last.dropFirst(5))
    let second = try desk.quern(
      "search", "grain words:>200", "--sort", "date:desc", "-n", "3", "--after", cursor)
    #expect(keys(second).map { $0.suffix(2) } == ["a6", "a5", "a4"])
    #expect(second.lines.first?.hasPrefix("4\t") == true)
    #expect(try desk.quern("search", "grain", "--after", cursor).exitCode != 0)
    #expect(try desk.quern("search", "grain", "--after", "nonsense").exitCode != 0)
    #expect(try desk.quern("search", "date:2025-03").lines.count == 1)
    let wrong = try desk.quern("search", "grain words:>many")
    #expect(wrong.exitCode != 0 && wrong.errors.contains("'many' is no number"))
  }

  @Test func `facets and collapsed hits`() throws {
    let desk = try desk()
    let outcome = try desk.quern(
      "search", "grain", "--facet", "source", "--facet", "date:year", "--collapse", "source")
    #expect(keys(outcome).count == 2)
    #expect(outcome.lines.first?.hasSuffix("\t4") == true)
    #expect(
      outcome.lines.suffix(3) == [
        "facet\tsource\tdpa\t5", "facet\tsource\tAFP\t4", "facet\tdate\t2025\t9",
      ])
    let json = try desk.quern("search", "--json", "grain", "-n", "0", "--facet", "words")
    #expect(json.exitCode == 0)
    let records = try json.lines.map { try JSONLine($0) }
    #expect(records.map { $0.text("type") } == ["facet", "summary"])
    #expect(records.first?.integer("distinct") == 9)
    let text = try desk.quern("search", "grain", "--facet", "text")
    #expect(text.exitCode != 0 && text.errors.contains("type text"))
  }

  @Test func `types of fields are shown`() throws {
    let desk = try desk()
    let stats = try desk.quern("stats")
    #expect(stats.output.contains("date, 2025-01-11 … 2025-09-11"))
    #expect(stats.output.contains("number, 100 … 900"))
    #expect(stats.output.contains("keyword, 2 different"))
  }
}
