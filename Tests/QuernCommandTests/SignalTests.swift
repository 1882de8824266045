import Foundation
import Testing

/// A run of `quern index` that is told to end does so at once, and leaves the last commit.
struct SignalTests {
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGKILL, 137)] as [(Int32, Int32)])
  func `a run that is ended leaves the index as it was`(signal: Int32, code: Int32) throws {
    let desk = try Desk.indexed()
    let before = try hits(in: desk)
    try #require(before.count == 2)
    let input = Pipe()
    let process = QuernProcess.make(["index", "-"], in: desk.folder.url)
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try writeUntilSegment(in: desk, process, input.fileHandleForWriting)
    let start = ContinuousClock.now
    kill(process.processIdentifier, signal)
    QuernProcess.finish(process)
    #expect(ContinuousClock.now - start < .seconds(1))
    #expect(QuernProcess.exitCode(process) == code)
    #expect(try hits(in: desk) == before)
    #expect(try desk.quern("check").exitCode == 0)
    // The lock went with the process, and so does what it had begun.
    let again = try desk.quern("index", "-", input: #"{"id":"b","text":"breakthrough"}"#)
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(try segments(in: desk).count <= 2)
  }

  private func hits(in desk: Desk) throws -> [String] {
    try desk.quern("search", "breakthrough", "--json").lines.compactMap { line in
      let hit = try JSONLine(line)
      return hit.text("key").map { "\($0) \(hit.number("score") ?? 0)" }
    }
  }

  /// Writes articles until the run has begun to write: it gathers some for the threads that analyse.
  private func writeUntilSegment(
    in desk: Desk, _ process: Process, _ input: FileHandle
  ) throws {
    let before = try segments(in: desk)
    let deadline = Date(timeIntervalSinceNow: 30)
    var count = 0
    while try segments(in: desk) == before {
      try #require(process.isRunning && Date.now < deadline, "\(count) articles, no segment")
      let lines = (count..<count + 100).map { "{\"id\":\"a\($0)\",\"text\":\"breakthrough\"}\n" }
      try input.write(contentsOf: Data(lines.joined().utf8))
      count += lines.count
      usleep(2_000)
    }
  }

  private func segments(in desk: Desk) throws -> [String] {
    let folder = desk.folder.url.appending(path: "index").path()
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".segment") }.sorted()
  }
}
