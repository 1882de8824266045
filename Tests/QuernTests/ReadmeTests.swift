import Foundation
import Quern
import QuernModel
import Testing

/// The example of the README, compiled and run as it stands there.
struct ReadmeTests {
  private func example(_ folder: String) throws -> [String] {
    // README: begin
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
    let commit = try batch.commit()  // consumes the batch: a second commit does not compile
    print("\(commit.documentCount) documents")

    let result = try index.snapshot.search(
      "Peskov breakthrough", options: SearchOptions(limit: 5, snippetLength: 160))
    for hit in result.hits {
      print(hit.rank, hit.score, hit.document.key, hit.snippet?.text ?? "")
    }
    // README: end
    return result.hits.map(\.document.key.rawValue)
  }

  @Test func `the example finds its document`() throws {
    let folder = try TemporaryFolder()
    #expect(try example(folder.path) == ["a1"])
  }

  @Test func `the README shows just this example`() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex { $0.hasSuffix("// README: begin") })
    let end = try #require(lines.firstIndex { $0.hasSuffix("// README: end") })
    let example = lines[(begin + 1)..<end].map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }
    #expect(example.count <= 20)
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("README.md")
    #expect(
      try String(contentsOf: readme, encoding: .utf8).contains(example.joined(separator: "\n")))
  }
}
