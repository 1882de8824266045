import QuernIndex
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

@testable import Quern

@Suite struct ThreadTests {
  /// Documents of any length, some of them replaced, some deleted.
  @Test(arguments: [2, 3, 7])
  func `any number of threads writes the same segments`(threads: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    let expected = try Self.build(seed, threads: 1, memory: 1 << 30)
    let found = try Self.build(seed, threads: threads, memory: 1 << 30)
    #expect(expected.names == found.names && expected.names.count == 1, "seed \(seed)")
    for (name, bytes) in zip(expected.names, expected.files) {
      let place = try #require(found.names.firstIndex(of: name))
      let isSame = found.files[place] == bytes
      #expect(isSame, "seed \(seed), \(name): \(bytes.count), \(found.files[place].count)")
    }
  }

  /// With so little memory that there are several segments, which end where the portions of threads do.
  @Test(arguments: [2, 3])
  func `any number of threads comes to the same when segments are merged`(threads: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    let expected = try Self.build(seed, threads: 1, memory: 1 << 19, isMerged: true)
    let found = try Self.build(seed, threads: threads, memory: 1 << 19, isMerged: true)
    #expect(found.segmentCount > 1 && expected.segmentCount > 1, "seed \(seed)")
    #expect(found.files.count == 1)
    let isSame = found.files == expected.files
    #expect(isSame, "seed \(seed): \(found.files.map(\.count)), \(expected.files.map(\.count))")
  }

  /// Which thread meets a word first is left to chance; where segments end is not.
  @Test func `segments end at the same documents each time`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    let counts = try (0..<4).map { _ in
      try Self.build(seed, threads: 3, memory: 1 << 19, replaces: false).documentCounts
    }
    // So few that none are merged.
    #expect(2..<8 ~= counts[0].count, "seed \(seed)")
    for others in counts.dropFirst() { #expect(others == counts[0], "seed \(seed)") }
  }

  @Test func `what several threads have not written yet can be deleted`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    let writer = try index.writer()
    writer.threadCount = 3
    var batch = try writer.begin()
    try batch.add(Document(key: "1", fields: [.init(.text, ["whale"])]))
    try batch.add(Document(key: "2", fields: [.init(.text, ["whale ship"])]))
    #expect(try batch.delete("1"))
    #expect(try batch.delete("1") == false)
    #expect(try batch.delete(matching: "ship") == 1)
    try batch.add(Document(key: "3", fields: [.init(.text, ["ship"])]))
    #expect(try batch.commit().documentCount == 1)
  }

  private static func build(
    _ seed: UInt64, threads: Int, memory: Int, isMerged: Bool = false, replaces: Bool = true
  ) throws -> (names: [String], files: [[UInt8]], segmentCount: Int, documentCounts: [Int]) {
    var random = SeededGenerator(seed: seed)
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "english"))
    let writer = try index.writer()
    writer.threadCount = threads
    writer.leastMemoryPerThread = 1
    writer.portionByteCount = 1 << 14
    writer.memoryByteCount = memory
    var batch = try writer.begin()
    for number in 0..<600 {
      let other = Int.random(in: 0..<580, using: &random)
      let key = DocumentKey("\(replaces ? other : number)")
      let words = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
        "w\(Int.random(in: 0..<(1 << Int.random(in: 1..<11, using: &random)), using: &random))ing"
      }
      try batch.add(
        Document(
          key: key,
          fields: [
            .init(.title, ["number \(number)"]), .init(.text, [words.joined(separator: " ")]),
          ]))
      if number % 200 == 199 { try batch.delete(key) }
    }
    _ = try batch.commit()
    let segmentCount = directory.names().filter { $0.hasSuffix(".segment") }.count
    let documentCounts = index.snapshot.contents.segments.map { Int($0.documentCount) }
    try writer.finishMerges()
    if isMerged { _ = try writer.optimize() }
    writer.close()
    let names = directory.names().filter { $0.hasSuffix(".segment") }.sorted()
    let files = try names.map { name in
      let view = try directory.map(name)
      return try view.copyBytes(at: 0, count: view.count)
    }
    return (names, files, segmentCount, documentCounts)
  }
}
