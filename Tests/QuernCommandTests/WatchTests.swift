import Foundation
import Testing

/// `quern watch`, run as a user runs it.
@Suite(.serialized) struct WatchTests {
  /// A watch that has made its first pass; it is interrupted when the test lets go of it.
  private final class Watch {
    let desk: Desk
    private let process: Process

    init(_ arguments: [String]) throws {
      desk = try Desk()
      process = QuernProcess.make(["watch", "news"] + arguments, in: desk.folder.url)
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try desk.folder.makeFile("output")
      process.standardError = try desk.folder.makeFile("errors")
      try process.run()
      try waitFor("the first commit") { try lines.count == 1 }
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var lines: [Substring] {
      get throws { try desk.folder.read("output").split(separator: "\n") }
    }

    func waitFor(_ what: String, _ isDone: () throws -> Bool) throws {
      let deadline = Date(timeIntervalSinceNow: 30)
      while try !isDone() {
        try #require(
          Date.now < deadline && process.isRunning,
          "\(what): \((try? lines) ?? []) \((try? desk.folder.read("errors")) ?? "")")
        usleep(20_000)
      }
    }

    /// Waits until a query finds exactly these.
    func waitFor(_ query: String, _ keys: [String]) throws {
      try waitFor(query) {
        let found = try desk.quern("search", "-n", "20000", query).lines.compactMap { line in
          line.split(separator: "\t").dropFirst(2).first.map { String($0) }
        }
        return Set(found) == Set(keys.map { desk.path("news/\($0)") })
      }
    }

    /// - Returns: the exit code.
    func end(_ signal: Int32) -> Int32 {
      kill(process.processIdentifier, signal)
      QuernProcess.finish(process)
      return QuernProcess.exitCode(process)
    }
  }

  @Test(arguments: [[], ["--poll", "0.2"]])
  func `new, changed, renamed and vanished articles are found`(arguments: [String]) throws {
    let watch = try Watch(arguments)
    try watch.desk.folder.write("Zebras graze.", to: "news/zebra.txt")
    try watch.waitFor("zebras", ["zebra.txt"])
    try watch.desk.folder.write("Giraffes graze.", to: "news/zebra.txt")
    try watch.waitFor("giraffes", ["zebra.txt"])
    try watch.waitFor("zebras", [])
    // Half of a file, and a while later the rest of it.
    let half = try FileHandle(
      forWritingTo: watch.desk.folder.write("Elephants and ", to: "news/half.txt"))
    try watch.waitFor("elephants", ["half.txt"])
    try half.seekToEnd()
    try half.write(contentsOf: Data("rhinos.".utf8))
    try half.close()
    try watch.waitFor("rhinos", ["half.txt"])
    // A folder that did not exist, and one in it.
    try watch.desk.folder.write("Okapis hide.", to: "news/new/deep/okapi.txt")
    try watch.waitFor("okapis", ["new/deep/okapi.txt"])
    let news = watch.desk.folder.url.appending(path: "news")
    try FileManager.default.moveItem(
      at: news.appending(path: "new"), to: news.appending(path: "old"))
    try watch.waitFor("okapis", ["old/deep/okapi.txt"])
    try watch.desk.folder.write("Okapis and pandas.", to: "news/old/deep/panda.txt")
    try watch.waitFor("okapis", ["old/deep/okapi.txt", "old/deep/panda.txt"])
    try watch.desk.folder.remove("news/old")
    try watch.waitFor("okapis", [])
    #expect(watch.end(SIGINT) == 130)
    #expect(try watch.desk.quern("check").exitCode == 0)
    #expect(try watch.desk.quern("search", "giraffes").exitCode == 0)
  }

  @Test func `a burst of files is committed in a few steps`() throws {
    let watch = try Watch(["--json"])
    let count = 10_000
    for number in 0..<count {
      try watch.desk.folder.write("Burst number\(number).", to: "news/burst/\(number).txt")
    }
    try watch.waitFor("all of them") {
      let last = try watch.lines.last.map { try JSONLine(String($0)) }
      return last?.integer("documents") == count + 3
    }
    #expect(try watch.lines.count < 60)
    #expect(watch.end(SIGTERM) == 128 + SIGTERM)
    // What happens while nobody watches is found by the next watch or run.
    try watch.desk.folder.remove("news/burst")
    #expect(try watch.desk.quern("index").output.contains("10,000 removed"))
  }

  @Test func `a watch is the writer, and another one can wait for it`() throws {
    let watch = try Watch([])
    let refused = try watch.desk.quern("index", "news")
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("process") && refused.errors.contains("since"))
    let waiting = QuernProcess.make(["index", "--wait"], in: watch.desk.folder.url)
    waiting.standardOutput = FileHandle.nullDevice
    waiting.standardError = try watch.desk.folder.makeFile("waiting")
    try waiting.run()
    try watch.waitFor("the other one waits") {
      try watch.desk.folder.read("waiting").contains("waiting")
    }
    #expect(waiting.isRunning)
    #expect(watch.end(SIGINT) == 130)
    QuernProcess.finish(waiting)
    #expect(QuernProcess.exitCode(waiting) == 0)
  }

  @Test func `standard input is not watched`() throws {
    let desk = try Desk()
    #expect(try desk.quern("watch", "-").exitCode == 2)
    #expect(try desk.quern("watch", "--poll", "0", "news").exitCode == 2)
    #expect(try desk.quern("watch").errors.contains("quern index PATH"))
  }
}
