import QuernCodec
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
  func `blocks compressed on another thread are the same`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (here, there) = (RecordsWriter(), RecordsWriter(compressingOn: CompressionQueue()))
    var (expected, found): ([UInt8], [UInt8]) = ([], [])
    for number in 0..<400 {
      // One larger than what may wait.
      let count = number == 200 ? 300_000 : Int.random(in: 0...9_000, using: &random)
      let record = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* number >> 3) }
      here.append(record)
      there.append(record)
      #expect(there.pendingByteCount < 600_000 + found.count, "seed \(seed)")
      if Int.random(in: 0..<5, using: &random) == 0 {
        expected += here.takeBlocks()
        found += there.takeBlocks()
      }
    }
    let indexes = (here.finish(), there.finish())
    #expect(indexes.0 == indexes.1, "seed \(seed)")
    expected += here.takeBlocks()
    found += there.takeBlocks()
    #expect(found == expected, "seed \(seed)")
  }
}
