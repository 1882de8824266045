import Testing

/// What the command says of itself and of wrong use, for which no index is needed.
@Suite(.timeLimit(.minutes(2))) struct UsageTests {
  @Test(arguments: [
    ["--help"], ["help"], ["help", "search"], ["index", "--help"], ["search", "-h"],
  ])
  func `help goes to standard output and is no error`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("USAGE: quern"))
    #expect(outcome.errors.isEmpty)
  }

  @Test func `the version names ICU and Unicode`() throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(["--version"], in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasPrefix("quern "))
    #expect(outcome.output.contains("ICU "))
    #expect(outcome.output.contains("Unicode "))
  }

  @Test(arguments: [
    ["search"], ["search", "x", "--jsn"], ["search", "x", "-n", "0"],
    ["search", "x", "-n", "many"],
    ["search", "x", "--k1", "nan"], ["search", "x", "--b", "2"],
    ["search", "x", "--weight", "title"],
    ["search", "x", "--weight", "title=-1"], ["search", "x", "--color", "pink"],
    ["bench"], ["bench", "x", "--queries", "y"], ["show"], ["index", "--format", "pdf", "x"],
    ["index", "--memory", "1M", "x"], ["index", "--memory", "much", "x"],
    ["search", "x", "--index", ""], ["serch", "x"],
  ])
  func `wrong use is an error like any other`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("quern: error: "))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ["search", "Peskov", "-Zelensky"], ["search", "-news"], ["bench", "-x", "y"],
  ])
  func `a word that was taken for an option is sent behind the dashes`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("hint: words that begin with - go after --"))
  }

  /// What the root is asked through a command is answered as if it were asked alone.
  @Test(arguments: [
    (["search", "--version"], ["--version", "search"]),
    (["search", "x", "-h"], ["help", "search"]), (["show", "--help"], ["help", "show"]),
    (["search", "--jsn", "-h"], ["help", "search"]),
    (
      ["search", "x", "--generate-completion-script", "bash"],
      ["--generate-completion-script", "bash"]
    ),
    (["stats", "--generate-completion-script=zsh"], ["--generate-completion-script=zsh"]),
  ])
  func `a command passes on what is the root's`(asked: [String], alike: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(asked, in: folder.url)
    let other = try QuernProcess.run(alike, in: folder.url)
    #expect(!outcome.output.isEmpty && outcome.output == other.output)
    #expect(outcome.exitCode == 0 && other.exitCode == 0)
  }

  @Test(arguments: ["--help", "--version", "--generate-completion-script", "---completion"])
  func `behind the dashes everything is a word`(word: String) throws {
    let desk = try Desk.indexed()
    let outcome = try desk.quern("search", "--", word)
    #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("nothing found for: \(word)"))
  }

  @Test func `a mistyped command is guessed`() throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(["serch", "x"], in: folder.url)
    #expect(outcome.errors.contains("did you mean quern search?"))
  }

  @Test(arguments: [
    ["search", "x"], ["show", "x"], ["stats"], ["check"], ["bench", "x"],
    ["analyze", "x", "--index", "nowhere"],
  ])
  func `without an index the folder and the remedy are named`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("quern: error: there is no index in "))
    #expect(outcome.errors.contains("hint: Make one: quern index"))
  }

  @Test func `control characters of an argument are not written raw`() throws {
    let folder = try TemporaryFolder()
    let outcome = try QuernProcess.run(["search", "--\u{1B}[2J"], in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(!outcome.errors.contains("\u{1B}"))
  }
}
