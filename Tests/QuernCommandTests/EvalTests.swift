import Foundation
import Testing

/// `quern eval` and `quern search --queries`.
@Suite(.timeLimit(.minutes(2))) struct EvalTests {
  private func judgedDesk() throws -> Desk {
    let desk = try Desk.indexed()
    try desk.folder.write(
      "a\tno breakthrough: Peskov +says -this\nb\tgrain\nc\tzzyzx\nd\tharbour\n", to: "queries.tsv")
    let talks = desk.path("news/talks.txt")
    let grain = desk.path("news/grain.md")
    try desk.folder.write(
      "a\t\(talks)\t1\nb\t\(grain)\t2\nb\t\(talks)\t0\nc\t\(grain)\t1\n", to: "qrels.tsv")
    return desk
  }

  private let files = ["--queries", "queries.tsv", "--qrels", "qrels.tsv"]

  @Test func `the last line of the records is flat and has every measure`() throws {
    let desk = try judgedDesk()
    let outcome = try desk.run(["eval", "--json"] + files)
    #expect(outcome.exitCode == 0)
    #expect(outcome.lines.count == 4)
    let summary = try JSONLine(try #require(outcome.lines.last))
    #expect(summary.integer("queries") == 3)
    #expect(summary.integer("unjudged") == 1)
    // Peskov's own article is before the talks; zzyzx finds nothing.
    let expected = [
      "MRR@10": 0.5, "MAP": 0.5, "nDCG@10": (1 + 1 / log2(3)) / 3, "R@100": 2.0 / 3,
      "P@10": 0.2 / 3,
    ]
    for (name, value) in expected {
      let found = try #require(summary.number(name))
      #expect(abs(found - value) < 1e-9, "\(name)")
    }
  }

  @Test func `a run is written over and can be compared with`() throws {
    let desk = try judgedDesk()
    for _ in 0..<2 {
      let outcome = try desk.run(["eval", "--run", "run.txt", "--depth", "1"] + files)
      #expect(outcome.exitCode == 0)
      #expect(outcome.output.hasPrefix("3 queries, 1 not judged\nnDCG@10  0.3333\n"))
    }
    let rows = try desk.folder.read("run.txt").split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows.last?.hasPrefix("d Q0 \(desk.path("news/grain.md")) 1 ") == true)
    let compared = try desk.run(["eval", "--compare-run", "run.txt"] + files)
    #expect(compared.exitCode == 0)
    #expect(compared.output.contains("MRR@10   0.5000    0.3333       0      1  1.000"))
    let same = try desk.run(["eval", "--compare", "--k1 0.9 --b 0.4"] + files)
    #expect(same.output.contains("MRR@10   0.5000    0.5000       0      0  1.000"))
    let other = try desk.run(["eval", "--json", "--compare", "--weight text=0"] + files)
    let summary = try JSONLine(try #require(other.lines.last))
    #expect(summary.number("R@100.compared") != nil && summary.number("R@100.p") != nil)
  }

  @Test(arguments: [
    (["--queries", "none", "--qrels", "qrels.tsv"], "none cannot be read"),
    (["--queries", "queries.tsv", "--qrels", "queries.tsv"], "line 1 has 2 columns"),
    (["--queries", "qrels.tsv", "--qrels", "qrels.tsv"], "there is a query b above already"),
    (
      ["--queries", "queries.tsv", "--qrels", "qrels.tsv", "--compare", "--k1 x"],
      "The value 'x' is invalid for '--k1"
    ),
    (
      ["--queries", "queries.tsv", "--qrels", "qrels.tsv", "--compare", "--b 7"],
      "--b must be from 0 to 1"
    ),
    (["--queries", "queries.tsv", "--qrels", "qrels.tsv", "--depth", "0"], "--depth must be"),
    (["--queries", "other.tsv", "--qrels", "qrels.tsv"], "no query of other.tsv is judged"),
  ])
  func `what cannot be evaluated is said`(_ arguments: [String], _ message: String) throws {
    let desk = try judgedDesk()
    try desk.folder.write("x\tgrain\n", to: "other.tsv")
    let outcome = try desk.run(["eval"] + arguments)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func `many queries are answered as one is`() throws {
    let desk = try Desk.indexed()
    let words = [
      "breakthrough", "+peskov promising", "zzyzx", "\"miraculous breakthrough\"", "grain",
    ]
    let queries = (0..<700).map { words[$0 % words.count] }
    try desk.folder.write(queries.joined(separator: "\n") + "\n", to: "queries.txt")
    let outcome = try desk.quern("search", "--queries", "queries.txt", "-n", "2")
    #expect(outcome.exitCode == 0)
    var expected = ""
    let single = try words.map { try desk.quern("search", "-n", "2", "--", $0).lines }
    for place in queries.indices {
      for line in single[place % words.count] { expected += "\(place + 1)\t\(line)\n" }
    }
    #expect(outcome.output == expected)
  }

  @Test func `of a name without a query nothing is asked`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("grain\t\npeskov\t  \n\n\tgrain\nb\tx\tgrain\n", to: "queries.tsv")
    let outcome = try desk.quern("search", "--queries", "queries.tsv")
    #expect(outcome.lines.map { $0.prefix(2) } == ["4\t", "b\t"])
    try desk.folder.write("grain\t\n", to: "queries.tsv")
    #expect(try desk.quern("search", "--queries", "queries.tsv").exitCode == 2)
  }

  @Test func `a run with blanks in names is equal to itself`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("Zebras graze.", to: "news/a zebra.txt")
    #expect(try desk.quern("index").exitCode == 0)
    try desk.folder.write("the first\tzebras\n", to: "queries.tsv")
    try desk.folder.write("the first\t\(desk.path("news/"))a zebra.txt\t1\n", to: "qrels.tsv")
    #expect(try desk.run(["eval", "--run", "run.txt"] + files).output.contains("MRR@10   1.0000"))
    let compared = try desk.run(["eval", "--compare-run", "run.txt"] + files)
    #expect(compared.output.contains("MRR@10   1.0000    1.0000       0      0  1.000"))
  }

  @Test func `what --queries cannot do is refused`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("grain\n", to: "queries.txt")
    for (option, message) in [
      ("--explain-plan", "for one query"), ("--explain", "--json"),
      ("--facet=lang", "for one query"),
    ] {
      let outcome = try desk.quern("search", "--queries", "queries.txt", option)
      #expect(outcome.exitCode == 2 && outcome.errors.contains(message), "\(option)")
    }
    let explained = try desk.quern("search", "--queries", "queries.txt", "--explain", "--json")
    #expect(explained.exitCode == 0 && explained.output.contains("\"explanation\""))
  }

  @Test func `a query that cannot be read is named and the others are answered`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("one\tnofield:x\ntwo\tgrain\nthree\tzzyzx\n", to: "queries.tsv")
    let outcome = try desk.quern("search", "--json", "--queries", "queries.tsv")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("query one: the query cannot be read: no field 'nofield'"))
    let records = try outcome.lines.map { try JSONLine($0) }
    #expect(records.map { $0.text("type") } == ["answer", "hit", "answer", "answer", "summary"])
    #expect(records[1].text("id") == "two")
    #expect(records[0].text("error")?.contains("no field 'nofield'") == true)
    #expect(records.last?.integer("errors") == 1)
    let plain = try desk.quern("search", "--plain", "--queries", "queries.tsv")
    #expect(plain.exitCode == 0)
    try desk.folder.write("zzyzx\n", to: "nothing.txt")
    #expect(try desk.quern("search", "--queries", "nothing.txt").exitCode == 1)
    #expect(try desk.quern("search", "--queries", "nothing.txt", "grain").exitCode == 2)
    #expect(try desk.quern("search").exitCode == 2)
  }
}
