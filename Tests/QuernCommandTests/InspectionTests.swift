import Foundation
import Testing

/// `show`, `stats`, `analyze`, `check` and `bench`.
@Suite(.timeLimit(.minutes(2))) struct InspectionTests {
  @Test func `an article is shown by its key or any path to it`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("show", desk.path("news/grain.md"))
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("title: Grain leaves the harbour\n"))
    #expect(outcome.output.contains("Ships with grain left the harbour."))
    #expect(try desk.quern("show", "./news/grain.md").output == outcome.output)
    let json = try JSONLine(try desk.quern("show", "--json", "news/grain.md").output)
    #expect(json.text("key") == desk.path("news/grain.md"))
    #expect(try desk.quern("show", "nothing").exitCode == 1)
  }

  @Test func `statistics are one object on one line`() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("stats", "--json")
    #expect(outcome.exitCode == 0)
    #expect(outcome.lines.count == 1)
    let stats = try JSONLine(outcome.firstLine())
    #expect(stats.integer("documents") == 3)
    #expect((stats.integer("terms") ?? 0) > 10)
    #expect((stats.integer("tokens") ?? 0) > 20)
    #expect(stats.integer("segments") == 1)
    #expect(stats.text("analyzer") == "auto")
    #expect(stats.members["chosenAnalyzers"] as? [String] == ["english"])
    #expect(stats.text("icu")?.isEmpty == false)
    #expect(stats.text("unicode")?.isEmpty == false)
    let bytes = try #require(stats.members["bytes"] as? [String: Int])
    let total = try #require(bytes["total"])
    #expect(total == bytes.filter { $0.key != "total" }.values.reduce(0, +))
    #expect(try desk.quern("stats").output.contains("documents"))
  }

  @Test func `analysis needs no index, and uses the index's if there is one`() throws {
    let desk = try Desk()
    let outcome = try desk.quern("analyze", "--json", "Çırağan", "and", "the", "breakthroughs")
    #expect(outcome.exitCode == 0)
    let tokens = try outcome.lines.map { try JSONLine($0) }
    #expect(tokens.map { $0.text("term") } == ["ciragan", "and", "the", "breakthrough"])
    #expect(tokens.map { $0.integer("start") } == [0, 11, 15, 19])
    #expect(tokens.map { $0.integer("end") } == [10, 14, 18, 32])
    #expect(tokens.map { $0.integer("position") } == [0, 1, 2, 3])
    let plain = try desk.quern("analyze", "--analyzer", "standard", "--json", "breakthroughs")
    #expect(try JSONLine(plain.firstLine()).text("term") == "breakthroughs")
    #expect(try desk.quern("index", "--analyzer", "standard", "news").exitCode == 0)
    #expect(try desk.quern("analyze", "--json", "breakthroughs").output == plain.output)
    #expect(try desk.quern("analyze", "--analyzer", "klingon", "x").exitCode == 2)
  }

  @Test func `words are cut the same, whatever text a process has met before`() throws {
    let desk = try Desk()
    let outcome = try desk.quern("analyze", "--analyzer", "standard", "--json", "ーガ 漢字 ーガ")
    let terms = try outcome.lines.map { try JSONLine($0).text("term") }
    #expect(terms == ["ー", "ガ", "漢字", "ー", "ガ"])
  }

  @Test func `analysis shows every stage, and why auto chose`() throws {
    let desk = try Desk()
    let text = "L’Économie n’est pas ʼ dans les rues"
    let french = try desk.quern("analyze", "--analyzer", "french", "--json", text)
    let words = try french.lines.map { try JSONLine($0) }
    #expect(words.count == 7)
    #expect(words[0].text("word") == "L’Économie")
    let stages = try #require(words[0].members["stages"] as? [[String: String]])
    #expect(
      stages.map { $0["stage"] } == [
        "caseFolded", "apostrophesFolded", "cliticsDropped(french)", "stemmed(french)",
        "lettersFolded",
      ])
    #expect(
      stages.map { $0["form"] } == ["l’économie", "l'économie", "économie", "économ", "econom"])
    #expect(words[0].text("term") == "econom" && words[0].members["language"] == nil)
    #expect(words[3].members["term"] is NSNull)
    #expect(words[3].text("reason") == "apostrophesFolded leaves nothing")
    let chosen = try desk.quern("analyze", "--json", text)
    let first = try JSONLine(chosen.firstLine())
    #expect(first.text("analyzer") == "french" && first.text("language") == "fr")
    #expect((first.number("confidence") ?? 0) > 0.1)
    let table = try desk.quern("analyze", text)
    #expect(table.output.hasPrefix("analyzer french: the text seems to be fr, confidence "))
    #expect(try desk.quern("analyze", "東京").output.contains("there is no stemmer for zh"))
    #expect(try desk.quern("analyze", "7").output.contains("nothing speaks for a language"))
    #expect(try desk.quern("analyze", "Müller").output.contains("it is not sure"))
  }

  /// ICU takes its word rules from a file if it is told to: here from one with a sound header, as
  /// Unicode's data files have it, and nothing behind.
  @Test func `an ICU without word rules is an error and no trap`() throws {
    let desk = try Desk()
    let version = try desk.quern("--version").output
    let major = try #require(version.split(separator: "ICU ").last?.prefix { $0.isNumber })
    var rules: [UInt8] = [32, 0, 0xDA, 0x27, 20, 0, 0, 0, 0, 0, 2, 0] + Array("Brk ".utf8)
    rules += [6] + Array(repeating: 0, count: 300)
    let isLittle = 1.littleEndian == 1
    if !isLittle { print("skipped: the file is made for processors that are little-endian") }
    try desk.folder.write(Data(rules), to: "icu/icudt\(major)l/brkitr/word.brk")
    let environment = ["ICU_DATA": desk.folder.url.appending(path: "icu").path()]
    for arguments in [["analyze", "--analyzer", "standard", "東京"], ["index", "news"]]
    where isLittle {
      let outcome = try QuernProcess.run(
        arguments, in: desk.folder.url, environment: environment)
      #expect(outcome.exitCode == 2)
      #expect(outcome.errors.contains("is its data installed whole?"))
    }
  }

  @Test func `check is silent on a sound index and loud on a damaged one`() throws {
    let desk = try Desk.indexed()
    let sound = try desk.quern("check")
    #expect(sound.exitCode == 0)
    #expect(sound.errors.isEmpty)
    #expect(try JSONLine(try desk.quern("check", "--json").firstLine()).integer("damaged") == 0)
    let deep = try desk.quern("check", "--deep")
    #expect(deep.exitCode == 0)
    #expect(deep.output == "index: no damage\n")
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.path("index"))
    let segment = try #require(names.first { $0.hasSuffix(".segment") })
    let file = desk.folder.url.appending(path: "index/\(segment)")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 0x10
    try bytes.write(to: file)
    let damaged = try desk.quern("check")
    #expect(damaged.exitCode == 2)
    #expect(damaged.output.contains(segment))
    #expect(damaged.output.contains("remedy: "))
    let json = try desk.quern("check", "--json")
    #expect(json.exitCode == 2)
    let records = try json.lines.map { try JSONLine($0) }
    #expect(records.first?.text("type") == "damage")
    #expect(records.first?.text("remedy")?.isEmpty == false)
    #expect((records.last?.integer("damaged") ?? 0) > 0)
  }

  @Test func `latencies rise with the percentile`() throws {
    let desk = try Desk.indexed()
    try desk.folder.write("OR\tbreakthrough grain\n\nPeskov\n", to: "queries.txt")
    let outcome = try desk.quern(
      "bench", "--queries", "queries.txt", "--repeat", "20", "--warm-up", "2", "--json")
    #expect(outcome.exitCode == 0)
    #expect(outcome.lines.count == 1)
    let report = try JSONLine(outcome.firstLine())
    #expect(report.integer("queries") == 2)
    #expect(report.integer("hits") == 4)
    let times = try #require(report.members["microseconds"] as? [String: Any])
    let values = ["p50", "p90", "p99", "p99.9", "max"].compactMap {
      (times[$0] as? NSNumber)?.doubleValue
    }
    #expect(values.count == 5)
    #expect(values == values.sorted())
    #expect((report.number("queriesPerSecond") ?? 0) > 0)
    let table = try desk.quern("bench", "--repeat", "5", "breakthrough", "grain")
    #expect(table.output.hasPrefix("1 query, 5 times each, 3 hits\n"))
    #expect(try desk.quern("bench", "--queries", "nowhere.txt").exitCode == 2)
  }
}
