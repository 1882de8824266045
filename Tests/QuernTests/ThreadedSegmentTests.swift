import Quern
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Several threads at work, with as much memory as each of them wants: segments end where a search
/// wants to see what was added.
@Suite struct ThreadedSegmentTests {
  /// The first segment has more tokens than two threads sort without sharing them.
  private static let documentCounts = [240, 90, 20, 60]
  private static let mostWords = [1_300, 200, 40, 200]

  @Test func `several threads write what one writes`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    let expected = try Self.build(seed, threads: 1)
    #expect(expected.count == Self.documentCounts.count, "seed \(seed)")
    for threads in [2, 3, 7] {
      let found = try Self.build(seed, threads: threads)
      #expect(found.count == expected.count, "seed \(seed), \(threads) threads")
      for (number, (ours, theirs)) in zip(found, expected).enumerated() {
        let isSame = ours == theirs
        #expect(isSame, "seed \(seed), \(threads) threads, segment \(number)")
      }
    }
  }

  /// A field is named as the first document writes it that has a token there, in each segment.
  @Test func `names of fields in two normal forms are written as by one thread`() throws {
    let (composed, decomposed) = (FieldName("caf\u{E9}"), FieldName("cafe\u{301}"))
    let documents = [(composed, "..."), (decomposed, "some words"), (composed, "others")]
    let files = try [1, 2].map { threads in
      try Self.files(threads: threads) { batch in
        for round in 0..<2 {
          for (number, (name, text)) in documents.dropFirst(round).enumerated() {
            try batch.add(
              Document(
                key: DocumentKey("\(round).\(number)"), fields: [.init(name, [text])]))
          }
          #expect(try batch.delete(matching: "nowhere") == 0)
        }
      }
    }
    #expect(files[0].count == 2)
    #expect(files[0] == files[1])
  }

  /// The segments of ``documentCounts``.
  private static func build(_ seed: UInt64, threads: Int) throws -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    return try files(threads: threads) { batch in
      for (documentCount, wordCount) in zip(documentCounts, mostWords) {
        for number in 0..<documentCount {
          // Some replace others, of this segment and of those before: too few for a merge.
          let key = DocumentKey("\(Int.random(in: 0..<3_000, using: &random))")
          try batch.add(
            Document(
              key: key,
              fields: [
                .init(.title, ["number \(number)"]), .init(.text, [text(wordCount, &random)]),
              ]))
          if number % 100 == 99 { try batch.delete(key) }
        }
        #expect(try batch.delete(matching: "nowhere") == 0)
      }
    }
  }

  /// The segment files of a batch: too few to be merged.
  private static func files(
    threads: Int, _ fill: (inout WriteBatch) throws -> Void
  ) throws -> [[UInt8]] {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "english"))
    let writer = try index.writer()
    defer { writer.close() }
    writer.threadCount = threads
    writer.memoryByteCount = 2 << 30
    var batch = try writer.begin()
    try fill(&batch)
    _ = try batch.commit()
    let names = directory.names().filter { $0.hasSuffix(".segment") }.sorted()
    return try names.map { name in
      let view = try directory.map(name)
      return try view.copyBytes(at: 0, count: view.count)
    }
  }

  /// Few words stand often, and side by side; many stand once.
  private static func text(_ most: Int, _ random: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<most, using: &random) {
      let bits = Int.random(in: 1..<14, using: &random)
      text += "w\(Int.random(in: 0..<(1 << bits), using: &random))ing "
    }
    return text
  }
}
