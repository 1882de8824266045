import Foundation
import QuernCodec
import QuernIndex
import QuernStorage
import Testing

/// The worked examples of the format document are what the writers write.
struct FormatDocumentTests {
  /// The bytes of a fenced block of FORMAT.md that is marked `hex NAME`.
  private func example(_ name: String) throws -> [UInt8] {
    let document = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Quern/Quern.docc/FORMAT.md")
    let text = try String(contentsOf: document, encoding: .utf8)
    let start = try #require(text.range(of: "```hex \(name)\n"))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    return text[start.upperBound..<end.lowerBound].split(whereSeparator: \.isWhitespace)
      .compactMap { UInt8($0, radix: 16) }
  }

  @Test func `posting list and positions`() throws {
    var writer = PostingListWriter()
    writer.append(document: 7, lengthCode: 9, positions: [5])
    writer.append(document: 11, lengthCode: 9, positions: [2, 4, 300])
    _ = writer.finishList()
    let (postings, positions) = (writer.takePostings(), writer.takePositions())
    #expect(try postings == example("postings"))
    #expect(try positions == example("positions"))
  }

  @Test func `dictionary`() throws {
    var writer = DictionaryWriter()
    writer.append(
      Array("cat".utf8),
      entry: TermEntry(
        documentFrequency: 2, totalFrequency: 4, postingsOffset: 0, positionsOffset: 0))
    writer.append(
      Array("cats".utf8),
      entry: TermEntry(
        documentFrequency: 1, totalFrequency: 1, postingsOffset: 7, positionsOffset: 5))
    let blocks = writer.takeBlocks()
    #expect(try blocks == example("dictionary-blocks"))
  }

  @Test func `a whole file of deletions`() throws {
    var deletions = Deletions(documentCount: 10)
    _ = deletions.insert(3)
    _ = deletions.insert(7)
    let directory = MemoryDirectory()
    _ = try deletions.write(to: directory.create("1.deleted.1"))
    let bytes = try #require(directory.contents(of: "1.deleted.1"))
    #expect(try bytes == example("deletions"), "\(bytes.map { String($0, radix: 16) })")
  }
}
