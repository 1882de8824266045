import QuernCodec
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Records in any order.
struct RecordsLookupTests {
  /// A file of records, of which some are larger than a block.
  private static func reader(_ records: [[UInt8]]) throws -> RecordsReader {
    let directory = MemoryDirectory()
    let writer = try FramedWriter(directory.create("records"), kind: .segment)
    var packed = RecordsWriter()
    for record in records { packed.append(record) }
    let index = packed.finish()
    try writer.writeSection(.storedBlocks, packed.takeBlocks())
    try writer.writeSection(.storedIndex, index)
    _ = try writer.finish()
    return try RecordsReader(
      FramedFile(try directory.map("records"), kind: .segment), blocks: .storedBlocks,
      index: .storedIndex)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `each record is the one that was written`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let records = (0..<Int.random(in: 1...300, using: &random)).map { number in
      let most = Int.random(in: 0..<40, using: &random) == 0 ? 40_000 : 900
      let count = Int.random(in: 0...most, using: &random)
      return (0..<count).map { UInt8(truncatingIfNeeded: $0 &* number) }
    }
    let reader = try Self.reader(records)
    for kept in [0, 30_000, 1 << 20] {
      var lookup = RecordsLookup(reader, keptByteCount: kept)
      for number in records.indices {
        #expect(try lookup.record(UInt32(number)) == records[number], "seed \(seed), \(number)")
      }
      for _ in 0..<400 {
        let number = Int.random(in: records.indices, using: &random)
        #expect(try lookup.record(UInt32(number)) == records[number], "seed \(seed), \(number)")
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `runs of records come to the same as records one by one`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (single, joined) = (RecordsWriter(), RecordsWriter())
    var (expected, found): ([UInt8], [UInt8]) = ([], [])
    var run = RecordRun(after: 0)
    for number in 0..<400 {
      // One larger than what a block holds.
      let count = number == 200 ? 300_000 : Int.random(in: 0...9_000, using: &random)
      let text = String(repeating: "ab c\(number)", count: count / 5)
      let fields = [
        Document.Field(.title, ["\(number)"]),
        Document.Field(.text, [text, ""], isIndexed: number % 3 > 0),
      ]
      let record = FieldsRecord.encode(fields)
      single.append(record)
      var values: [(Int, Range<Int>)] = []
      run.append(fields) { values.append(($0, $1)) }
      #expect(values.map(\.0) == [0, 1, 1], "seed \(seed)")
      #expect(String(decoding: run.bytes[values[1].1], as: UTF8.self) == text, "seed \(seed)")
      #expect(Array(run[run.count - 1]) == record, "seed \(seed)")
      if Int.random(in: 0..<5, using: &random) == 0 {
        joined.append(run, run.blocks())
        run.removeAll(after: run.openByteCount)
        expected += single.takeBlocks()
        found += joined.takeBlocks()
      }
    }
    joined.append(run, run.blocks())
    let indexes = (single.finish(), joined.finish())
    #expect(indexes.0 == indexes.1, "seed \(seed)")
    expected += single.takeBlocks()
    found += joined.takeBlocks()
    #expect(found == expected, "seed \(seed)")
  }
}
