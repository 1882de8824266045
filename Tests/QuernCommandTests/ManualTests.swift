import Foundation
import Testing

/// The manual page and the completions of shells.
struct ManualTests {
  /// The package's folder.
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `the manual page is that of the command's help`() throws {
    let desk = try Desk()
    let dump = try desk.quern("--experimental-dump-help")
    #expect(dump.exitCode == 0)
    let maker = QuernProcess.executable.deletingLastPathComponent().appending(path: "ManualPage")
    let process = Process()
    process.executableURL = maker
    process.standardInput = try FileHandle(
      forReadingFrom: desk.folder.write(dump.output, to: "dump.json"))
    process.standardOutput = try desk.folder.makeFile("quern.1")
    try process.run()
    QuernProcess.finish(process)
    #expect(QuernProcess.exitCode(process) == 0)
    let kept = try String(contentsOf: Self.root.appending(path: "man/quern.1"), encoding: .utf8)
    #expect(try desk.folder.read("quern.1") == kept, "make man brings man/quern.1 up to date")
    #expect(kept.contains(".SS \"quern search\""))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there is a completion script for each shell`(shell: String) throws {
    let outcome = try Desk().quern("--generate-completion-script", shell)
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("similar"))
    #expect(outcome.output.contains("---completion"))
  }

  /// What bash offers for a line of words that ends with the one to be completed.
  private func completions(_ desk: Desk, _ words: String...) throws -> [String] {
    let script = try desk.quern("--generate-completion-script", "bash").output
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let driver = """
      source quern.bash
      COMP_WORDS=(quern \(list)); COMP_CWORD=\(words.count)
      COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
      _quern quern "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"

      """
    try desk.folder.write(script, to: "quern.bash")
    try desk.folder.write(driver, to: "driver.bash")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["driver.bash"]
    process.currentDirectoryURL = desk.folder.url
    let folder = QuernProcess.executable.deletingLastPathComponent().path()
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] = "\(folder):\(variables["PATH"] ?? "")"
    variables["QUERN_INDEX"] = nil
    process.environment = variables
    process.standardOutput = try desk.folder.makeFile("offered")
    process.standardError = FileHandle.nullDevice
    try process.run()
    QuernProcess.finish(process)
    return try desk.folder.read("offered").split(separator: "\n").map { String($0) }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func `bash completes commands, options, words, fields and keys`() throws {
    let desk = try Desk.indexed()
    #expect(try completions(desk, "sug") == ["suggest"])
    let options = try completions(desk, "search", "--explain-p")
    #expect(options == ["--explain-plan"])
    #expect(try completions(desk, "search", "brea") == ["breakthrough"])
    #expect(try completions(desk, "search", "Peskov", "brea") == ["breakthrough"])
    #expect(try completions(desk, "search", "--index", "index", "tit") == ["title:"])
    #expect(try completions(desk, "search", "--index", "elsewhere", "brea") == [])
    #expect(try completions(desk, "search", "--weight", "te") == ["text="])
    #expect(try completions(desk, "search", "--sort", "da") == ["date", "date:desc"])
    #expect(try completions(desk, "search", "--sort", "_") == ["_score"])
    #expect(try completions(desk, "search", "--facet", "date").count == 4)
    #expect(try completions(desk, "search", "--collapse", "te") == [])
    #expect(try completions(desk, "search", "--sort", "date", "brea") == ["breakthrough"])
    #expect(try completions(desk, "show", "news/t") == ["news/talks.txt"])
    let key = desk.path("news/grain.md")
    #expect(try completions(desk, "similar", String(key.dropLast(4))) == [key])
  }

  @Test func `zsh is offered colons that it takes for no description`() throws {
    let desk = try Desk.indexed()
    func offered(_ shell: String) throws -> [String] {
      try desk.quern(
        "---completion", "search", "--", "--facet", "3", "1", "quern", "search", "--facet", "d",
        environment: ["SAP_SHELL": shell]
      ).lines.filter { !$0.isEmpty && $0 != " " }
    }
    #expect(try offered("zsh") == ["date", "date\\:year", "date\\:month", "date\\:day"])
    #expect(try offered("fish") == ["date", "date:year", "date:month", "date:day"])
  }
}
