import QuernCodec
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernIndex

/// Documents change their numbers, and nothing else.
struct ReorderingTests {
  private static let always = Reordering(smallestDocumentCount: 1, memoryByteCount: 1 << 24)

  /// Texts of some topics; now and then a title is missing, and one text is long.
  private static func articles(
    _ numbers: Range<Int>, _ random: inout SeededGenerator
  ) -> [Document] {
    numbers.map { number in
      let topic = Int.random(in: 0..<5, using: &random)
      let length = Int.random(in: 0..<50, using: &random) == 0 ? 400 : 12
      let words = (0..<Int.random(in: 1...length, using: &random)).map { _ in
        Bool.random(using: &random)
          ? "common\(Int.random(in: 0..<4, using: &random))"
          : "topic\(topic)word\(Int.random(in: 0..<9, using: &random))"
      }
      let title = number % 3 == 0 ? "" : "title\(topic) of\(number % 10)"
      return article("key\(number)", title, words.joined(separator: " "))
    }
  }

  /// One to four segments, with deletions in some.
  private static func write(
    _ random: inout SeededGenerator
  ) throws -> (writer: SampleWriter, left: [Document]) {
    var writer = try SampleWriter()
    var left: [Document] = []
    var next = 0
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let count = Int.random(in: 1...120, using: &random)
      let documents = articles(next..<(next + count), &random)
      next += count
      let deleted = left.filter { _ in Int.random(in: 0..<9, using: &random) == 0 }
      left.removeAll { deleted.contains($0) }
      left += documents
      try writer.commit(adding: documents, deleting: deleted.map(\.key.rawValue))
    }
    return (writer, left)
  }

  private static func optimize(_ writer: SampleWriter, _ reordering: Reordering?) throws
    -> (IndexSnapshot, ReorderingSummary)
  {
    let transaction = writer.begin()
    try transaction.mergeAll(reordering: reordering)
    try transaction.commit(now: 2)
    return (try IndexSnapshot.openLast(in: writer.directory), transaction.reordered)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `every structure follows the order`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (writer, left) = try Self.write(&random)
    let (snapshot, summary) = try Self.optimize(writer, Self.always)
    #expect(snapshot.segments.count == 1, "seed \(seed)")
    #expect(snapshot.segments.allSatisfy { $0.isReordered || left.count < 2 }, "seed \(seed)")
    #expect(summary.documentCount == (left.count < 2 ? 0 : left.count), "seed \(seed)")
    #expect(
      try SnapshotContents(reading: snapshot) == SnapshotContents(expecting: left), "seed \(seed)")
    #expect(IndexChecker.check(writer.directory).isEmpty, "seed \(seed)")
    for document in left {
      let found = try snapshot.segments.first?.find(document.key)
      #expect(found != nil, "seed \(seed), \(document.key)")
    }
  }

  @Test(arguments: 30..<34 as Range<UInt64>)
  func `little memory leaves frequent terms out, and nothing of the index`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (writer, left) = try Self.write(&random)
    for bytes in [0, 20_000, 40_000, 60_000] {
      var again = writer
      try again.commit(adding: [article("more\(bytes)", "title", "common1 common2")])
      let plan = MergePlan(again.snapshot.segments)
      let some = try ForwardIndexBuilder(plan, memoryByteCount: bytes).build()
      let all = try ForwardIndexBuilder(plan, memoryByteCount: .max / 2).build()
      #expect(some.terms.count * 4 <= max(0, bytes), "seed \(seed)")
      #expect(some.terms.count <= all.terms.count)
      #expect(some.documentCount == left.count + 1)
      // The next one starts from the same index.
      try again.commit(deleting: ["more\(bytes)"])
    }
  }

  @Test func `a segment is reordered once`() throws {
    var random = SeededGenerator(seed: 50)
    var writer = try SampleWriter()
    try writer.commit(adding: Self.articles(0..<300, &random))
    let base = writer.snapshot
    #expect(try Self.optimize(writer, nil).1.documentCount == 0)
    writer = try SampleWriter(continuing: writer.directory)
    let first = try Self.optimize(writer, Self.always)
    #expect(first.1.documentCount == 300)
    #expect(first.1.byteCountBefore == base.segments.reduce(0) { $0 + $1.listByteCount })
    #expect(first.1.byteCountAfter == first.0.segments.reduce(0) { $0 + $1.listByteCount })
    writer = try SampleWriter(continuing: writer.directory)
    #expect(try Self.optimize(writer, Self.always).1.documentCount == 0)
    let large = Reordering(smallestDocumentCount: 302, memoryByteCount: 1 << 20)
    try writer.commit(adding: Self.articles(300..<301, &random))
    #expect(try Self.optimize(writer, large).1.documentCount == 0)
  }

  @Test func `long lists are sorted in parts`() throws {
    var gathered = GatheredPostings()
    for document in [7, 3, 9] as [UInt32] {
      gathered.append(document: document, positions: [document, document + 1])
    }
    var found: [[UInt32]] = []
    gathered.forEach { document, positions, range in
      found.append([document] + positions[range])
    }
    #expect(found == [[3, 3, 4], [7, 7, 8], [9, 9, 10]])
    gathered.removeAll()
    #expect(gathered.isEmpty)
  }

  /// What is deleted while a merge beside goes on is deleted under its new number.
  @Test func `a merge beside renumbers later deletions`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var writer = try SampleWriter()
    let documents = Self.articles(0..<200, &random)
    try writer.commit(adding: documents)
    let base = writer.snapshot
    var merger = SegmentMerger(base.segments)
    try merger.reorder(Self.always)
    let sources = zip(base.manifest.segments, base.segments).map { (segment: $0, reader: $1) }
    let merged = MergedSegment(sources, number: 9, fingerprint: nil, merger)
    let deleted = documents.filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
    try writer.commit(deleting: deleted.map(\.key.rawValue))
    let now = writer.snapshot.segments.map(\.deletions)
    let numbers = try #require(merged.deletions(since: now[...]))
    var keys: [DocumentKey] = []
    var number: UInt32 = 0
    try merger.plan.forEachDocument { origin in
      if numbers.contains(number) {
        keys.append(
          try base.segments[origin.source].key(of: DocumentID(rawValue: origin.document)))
      }
      number += 1
    }
    #expect(Set(keys) == Set(deleted.map(\.key)), "seed \(seed)")
  }
}
