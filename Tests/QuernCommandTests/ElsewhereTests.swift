import Foundation
import Testing

/// An index in another folder, in one that cannot be written to, and among other files.
@Suite(.timeLimit(.minutes(2))) struct ElsewhereTests {
  private func copy(_ desk: Desk, to name: String) throws {
    try FileManager.default.copyItem(
      at: desk.folder.url.appending(path: "index"), to: desk.folder.url.appending(path: name))
  }

  @Test func `a copied index opens at another path without its articles`() throws {
    let desk = try Desk.indexed()
    let queries = ["breakthrough", "+peskov promising", "lang:en", "\"miraculous breakthrough\""]
    let expected = try queries.map { try desk.quern("search", "--", $0).output }
    let shown = try desk.quern("show", desk.path("news/talks.txt")).output
    let key = desk.path("news/talks.txt")
    // As on another machine: neither the old folder nor the articles are there.
    let other = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: desk.folder.url.appending(path: "index"), to: other.url.appending(path: "moved here"))
    try desk.folder.remove("index")
    try desk.folder.remove("news")
    func quern(_ arguments: String...) throws -> QuernProcess.Outcome {
      try QuernProcess.run(arguments + ["--index", "moved here"], in: other.url)
    }
    for (query, output) in zip(queries, expected) {
      let outcome = try QuernProcess.run(
        ["search", "--index", "moved here", "--", query], in: other.url)
      #expect(outcome.output == output && outcome.exitCode == 0)
    }
    #expect(try quern("show", key).output == shown)
    #expect(try quern("check", "--deep").exitCode == 0)
    #expect(try quern("optimize").exitCode == 0)
    #expect(try quern("search", "breakthrough").output == expected[0])
    try other.write("Rain\n\nRain.\n", to: "more/rain.txt")
    // The paths that are not there remove nothing; the new ones are followed.
    let added = try QuernProcess.run(
      ["index", "--index", "moved here", "--keep-missing", "more"], in: other.url)
    #expect(added.output.hasPrefix("1 added, 0 updated, 0 removed"))
  }

  /// Runs the command as a user who owns nothing, where the tests run as root.
  private func quernAsNobody(_ arguments: [String], in desk: Desk) throws -> QuernProcess.Outcome? {
    guard geteuid() == 0 else { return try QuernProcess.run(arguments, in: desk.folder.url) }
    let tool = "/usr/bin/setpriv"
    guard FileManager.default.isExecutableFile(atPath: tool) else { return nil }
    let scratch = try TemporaryFolder()
    let process = QuernProcess.make([], in: desk.folder.url)
    process.executableURL = URL(filePath: tool)
    process.arguments =
      ["--reuid=65534", "--regid=65534", "--clear-groups", "--", QuernProcess.executable.path()]
      + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try scratch.makeFile("output")
    process.standardError = try scratch.makeFile("errors")
    try process.run()
    QuernProcess.finish(process)
    let outcome = QuernProcess.Outcome(
      exitCode: QuernProcess.exitCode(process), output: try scratch.read("output"),
      errors: try scratch.read("errors"))
    // The other user may not be let to the command at all.
    return outcome.exitCode == 127 || outcome.exitCode == 126 ? nil : outcome
  }

  @Test func `an index in a folder that cannot be written to is searched and not changed`() throws {
    let desk = try Desk.indexed()
    let index = desk.folder.url.appending(path: "index").path()
    func setMode(_ mode: Int, _ fileMode: Int) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: index) {
        try FileManager.default.setAttributes(
          [.posixPermissions: fileMode], ofItemAtPath: index + "/" + name)
      }
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: index)
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: desk.folder.url.path())
    try setMode(0o555, 0o444)
    defer { try? setMode(0o755, 0o644) }
    guard let found = try quernAsNobody(["search", "breakthrough"], in: desk) else {
      print("skipped: the tests run as root and the command cannot be run as another user")
      return
    }
    #expect(found.exitCode == 0)
    #expect(found.output == (try desk.quern("search", "breakthrough").output))
    for command in ["check", "stats", "export"] {
      #expect(try quernAsNobody([command], in: desk)?.exitCode == 0)
    }
    let before = try desk.folder.listing(of: "index")
    for arguments in [["index", "news"], ["optimize"], ["check", "--repair"]] {
      let outcome = try #require(try quernAsNobody(arguments, in: desk))
      #expect(outcome.exitCode == 2, "\(arguments)")
      #expect(outcome.errors.contains("Permission denied"), "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains("hint: "), "\(arguments): \(outcome.errors)")
    }
    #expect(try desk.folder.listing(of: "index") == before)
  }

  @Test func `files of others in the folder stay and do no harm`() throws {
    let desk = try Desk.indexed()
    let others = ["README", "commit.x", "commit.01", "1.segment.bak", "x.segment", "1.deleted.y"]
    for name in others { try desk.folder.write("mine", to: "index/\(name)") }
    try desk.folder.write("mine", to: "index/folder/file")
    #expect(try desk.quern("search", "breakthrough").exitCode == 0)
    #expect(try desk.quern("check").exitCode == 0)
    try desk.folder.write("Rain\n\nRain.\n", to: "news/rain.txt")
    #expect(try desk.quern("index").exitCode == 0)
    #expect(try desk.quern("optimize").exitCode == 0)
    for name in others { #expect(try desk.folder.read("index/\(name)") == "mine") }
    #expect(try desk.folder.read("index/folder/file") == "mine")
  }

  @Test func `a missing file is named with a remedy`() throws {
    let desk = try Desk.indexed()
    try desk.folder.remove("index/1.segment")
    for command in ["search", "show", "stats"] {
      let outcome = try desk.quern(command, command == "stats" ? "--json" : "x")
      #expect(outcome.exitCode == 2)
      #expect(outcome.errors.contains("1.segment"))
      #expect(outcome.errors.contains("hint: "))
    }
    let check = try desk.quern("check")
    #expect(check.exitCode == 2 && check.output.contains("remedy: "))
  }

  @Test func `what is no index is told`() throws {
    let desk = try Desk()
    let outcome = try desk.quern("search", "--index", "news", "x")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("there is no index in news"))
    let file = try desk.quern("search", "--index", "news/talks.txt", "x")
    #expect(file.exitCode == 2 && !file.errors.isEmpty)
    try desk.folder.write("no manifest", to: "fake/commit.1")
    let fake = try desk.quern("search", "--index", "fake", "x")
    #expect(fake.exitCode == 2)
    #expect(fake.errors.contains("commit.1") && fake.errors.contains("hint: "))
  }
}
