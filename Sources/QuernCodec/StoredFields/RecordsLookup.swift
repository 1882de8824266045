/// Reads records of a segment in any order, and keeps the blocks that were unpacked last.
///
/// In the order of the records each block is unpacked once. Belongs to one task.
public struct RecordsLookup: Sendable {
  private struct Block {
    var first: UInt32
    var records: [[UInt8]]
    var byteCount: Int
  }

  /// As many bytes of records as a merge keeps.
  public static let usualByteCount = 32 << 20

  private let reader: RecordsReader
  private let keptByteCount: Int
  private var blocks: [Int: Block] = [:]
  private var byteCount = 0

  /// The numbers of the blocks that are kept, the oldest one at `head`.
  private var queue: [Int] = []
  private var head = 0
  private var last: Block?

  /// - Parameter keptByteCount: how many bytes of records are kept, roughly.
  public init(_ reader: RecordsReader, keptByteCount: Int) {
    self.reader = reader
    self.keptByteCount = keptByteCount
  }

  /// One record.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1) where its block is kept, else O(bytes of the block).
  public mutating func record(_ number: UInt32) throws(CodecError) -> [UInt8] {
    if let last, let record = Self.record(number, in: last) { return record }
    let place = try reader.blockHolding(number)
    let block: Block
    if let kept = blocks[place] {
      block = kept
    } else {
      let first = try reader.firstRecord(place)
      let records = try reader.records(ofBlock: place, first: first)
      block = Block(
        first: first, records: records,
        byteCount: records.reduce(0) { $0 + $1.count + MemoryLayout<[UInt8]>.stride + 32 })
      keep(block, place)
    }
    last = block
    guard let record = Self.record(number, in: block) else { throw reader.tooMany(place) }
    return record
  }

  private static func record(_ number: UInt32, in block: Block) -> [UInt8]? {
    guard number >= block.first, number - block.first < block.records.count else { return nil }
    return block.records[Int(number - block.first)]
  }

  private mutating func keep(_ block: Block, _ place: Int) {
    blocks[place] = block
    queue.append(place)
    byteCount += block.byteCount
    while byteCount > keptByteCount && head + 1 < queue.count {
      if let oldest = blocks.removeValue(forKey: queue[head]) { byteCount -= oldest.byteCount }
      head += 1
    }
    if head > 1_024 && head > queue.count / 2 {
      queue.removeFirst(head)
      head = 0
    }
  }
}
