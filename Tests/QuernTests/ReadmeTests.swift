import Foundation
import Quern
import Testing
import QuernTestSupport

// README: begin
func indexAndSearch(in folder: String) throws -> [Hit] {
  let index = try SearchIndex.openOrCreate(at: folder)
  let writer = try index.writer()
  var batch = try writer.begin()
  try batch.add(
    Document(
      key: DocumentKey("a1"),
      fields: [
        .init(.title, ["Kremlin plays down talks"]),
        .init(.text, ["Peskov does not expect a “miraculous breakthrough” in Istanbul."]),
      ]))
  _ = try batch.commit()  // consumes the batch: a second commit does not compile

  let result = try index.snapshot.search(
    "Peskov breakthrough", options: SearchOptions(limit: 5, snippetLength: 160))
  for hit in result.hits {
    print(hit.rank, hit.score, hit.document.key, hit.snippet?.text ?? "")
  }
  return result.hits
}
// README: end

/// The example of the README, compiled and run as it stands there.
struct ReadmeTests {
  @Test func `the example finds its document`() throws {
    let folder = try TemporaryFolder()
    #expect(try indexAndSearch(in: folder.path).map(\.document.key.rawValue) == ["a1"])
  }

  @Test func `the README shows just this example`() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex(of: "// README: begin"))
    let end = try #require(lines.firstIndex(of: "// README: end"))
    let example = lines[(begin + 1)..<end]
    #expect(example.count <= 20)
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("README.md")
    #expect(
      try String(contentsOf: readme, encoding: .utf8).contains(example.joined(separator: "\n")))
  }
}
