import Quern
import QuernModel
import QuernStorage

/// The files of an index, to be damaged one by one.
struct IndexFiles {
  var files: [String: [UInt8]] = [:]

  init(_ directory: MemoryDirectory) {
    for name in directory.names() { files[name] = directory.contents(of: name) }
  }

  /// The names of all files that are checksummed.
  var names: [String] { files.keys.filter { $0 != "write.lock" }.sorted() }

  func replacing(_ name: String, with bytes: [UInt8]) -> IndexFiles {
    var copy = self
    copy.files[name] = bytes
    return copy
  }

  /// Puts the files into a directory, in place of what it held.
  func put(into directory: MemoryDirectory) throws {
    for name in directory.names() where files[name] == nil { try directory.remove(name) }
    for (name, bytes) in files { directory.setContents(of: name, to: bytes) }
  }

  func makeDirectory() throws -> MemoryDirectory {
    let directory = MemoryDirectory()
    try put(into: directory)
    return directory
  }
}

/// An index of a few documents with every kind of file, before and after its last commit.
struct SampleIndex {
  /// With one segment and deletions in it.
  let before: IndexFiles

  /// With a second segment, and other deletions in the first.
  let after: IndexFiles

  /// - Parameter documentCount: 8 or more, or else the deletions make a merge; from 130 on there are
  ///   lists with whole blocks.
  init(documentCount: Int) throws {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: directory)
    let writer = try index.writer()
    try Self.commit(writer, 0..<documentCount, deleting: [])
    try Self.commit(writer, 0..<0, deleting: ["d1"])
    before = IndexFiles(directory)
    try Self.commit(writer, documentCount..<documentCount + 3, deleting: ["d2"])
    after = IndexFiles(directory)
    writer.close()
  }

  private static func commit(
    _ writer: IndexWriter, _ numbers: Range<Int>, deleting keys: [String]
  ) throws {
    var batch = try writer.begin()
    for number in numbers { try batch.add(document(number)) }
    for key in keys { try batch.delete(DocumentKey(key)) }
    _ = try batch.commit()
  }

  /// Words of every frequency; some documents have a date, some more than one value, some no source.
  private static func document(_ number: Int) -> Document {
    var fields: [Document.Field] = [
      .init(.title, ["Weather \(number % 3) talks"]),
      .init(
        .text,
        [
          "Peskov expects no breakthrough, says w\(number % 11).",
          String(repeating: "breakthrough çay ", count: number % 4 + 1),
        ]),
    ]
    if number % 9 == 3 { fields.append(.init(.date, ["2026-11-\(number % 28 + 1)"])) }
    let path = number % 2 == 0 ? "d\(number)" : "/seeds/\(number)"
    return Document(
      key: DocumentKey("d\(number)"), fields: fields,
      source: number % 5 == 4
        ? nil : Source(path: path, byteCount: 100, modified: 1, contentHash: 2))
  }
}
