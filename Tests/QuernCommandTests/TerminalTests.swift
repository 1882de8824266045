import Testing

/// What a person sees.
@Suite(
  .timeLimit(.minutes(2)),
  .enabled(if: PseudoTerminal.isAvailable, "this system gives no pseudo-terminal"))
struct TerminalTests {
  private func show(
    _ arguments: [String], _ desk: Desk, _ environment: [String: String] = ["TERM": "xterm"]
  ) throws -> String {
    let outcome = try PseudoTerminal().run(
      arguments, in: desk.folder.url, environment: environment)
    #expect(outcome.exitCode == 0)
    return outcome.output
  }

  @Test func `a hit has title, score, date, path and snippet, and the last line the total`() throws
  {
    let desk = try Desk.indexed()
    let text = try show(["search", "--color", "never", "grain"], desk)
    let lines = text.split(separator: "\n")
    try #require(lines.count == 5)
    #expect(lines.first == "1. Grain leaves the harbour")
    #expect(lines[1].hasPrefix("   score "))
    #expect(lines[1].hasSuffix(" · 2022-08-01"))
    #expect(lines[2].hasSuffix(desk.path("news/grain.md")))
    #expect(lines[3].contains("Ships with grain"))
    #expect(lines.last?.hasPrefix("1 hit in ") == true)
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `matches are emphasised on a terminal that can`() throws {
    let desk = try Desk.indexed()
    #expect(try show(["search", "grain"], desk).contains("\u{1B}[1;31mgrain\u{1B}[0m"))
    let always = ["search", "--color", "always", "grain"]
    #expect(try show(always, desk, ["NO_COLOR": "1"]).contains("\u{1B}[1;31mgrain\u{1B}[0m"))
  }

  @Test(arguments: [["TERM": "dumb"], ["TERM": "xterm", "NO_COLOR": "1"]])
  func `colours are left out where they are not wanted`(environment: [String: String]) throws {
    let desk = try Desk.indexed()
    #expect(!(try show(["search", "grain"], desk, environment)).contains("\u{1B}"))
  }

  @Test func `control characters of an article reach no terminal`() throws {
    let desk = try Desk()
    let evil = "\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}"
    try desk.folder.write(
      "Title \(evil) end\n\nBody zebra \(evil) text.\n", to: "news/evil.txt")
    #expect(try desk.quern("index", "news").exitCode == 0)
    let key = desk.path("news/evil.txt")
    let forms = [
      ["search", "--color", "never", "zebra"], ["search", "--json", "zebra"],
      ["search", "--color", "never", "--explain", "zebra"], ["show", key], ["show", "--json", key],
      ["analyze", "zebra\(evil)"],
    ]
    for form in forms {
      let terminal = try show(form, desk)
      let pipe = try QuernProcess.run(form, in: desk.folder.url).output
      for text in [terminal, pipe] {
        #expect(!text.isEmpty)
        #expect(
          !text.unicodeScalars.contains { evil.unicodeScalars.contains($0) && isObeyed($0) },
          "\(form)")
      }
    }
  }

  private func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.value == 0x202E
  }
}
