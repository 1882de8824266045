import QuernStorage

/// Packs records into compressed blocks; see ``RecordsReader``.
public struct RecordsWriter: Sendable {
  /// The largest record in bytes.
  public static let maximumRecordByteCount = RecordsFormat.maximumRecordByteCount

  private var pending = ByteWriter()
  private var pendingFirst: UInt32 = 0
  private var index = ByteWriter()
  private var blockCount: UInt32 = 0
  private var recordCount: UInt32 = 0
  private var blocks = ByteWriter()
  private var offset: UInt64 = 0

  /// What compresses blocks; `nil` where that is done at once.
  private let queue: CompressionQueue?

  /// The blocks that are being compressed, in order.
  private var waiting: [WaitingBlock] = []
  private var waitingByteCount = 0

  private struct WaitingBlock {
    let first: UInt32
    let byteCount: Int
    let job: CompressionQueue.Job
  }

  /// 256 kB, some 16 blocks: with more, the first is waited for, so that what is written when does not
  /// depend on how threads run.
  private static let mostWaitingByteCount = 1 << 18

  /// Starts with no records.
  public init() { queue = nil }

  /// Starts with no records; the blocks, which are the same, are compressed on another thread.
  package init(compressingOn queue: CompressionQueue) { self.queue = queue }

  /// Adds the next record, of at most ``maximumRecordByteCount`` bytes.
  public mutating func append(_ record: [UInt8]) {
    precondition(record.count <= Self.maximumRecordByteCount, "the record is too large")
    if pending.count == 0 { pendingFirst = recordCount }
    pending.writeVarint(record.count)
    pending.write(record)
    recordCount += 1
    if pending.count >= RecordsFormat.blockByteCount { closeBlock() }
  }

  /// The blocks that have been finished since the last call, for the owner to write out.
  public mutating func takeBlocks() -> [UInt8] {
    defer { blocks.removeAll() }
    return blocks.bytes
  }

  /// The number of bytes that wait in memory: the same with and without another thread, so that what is on
  /// its way there, 256 kB and a block at most, is not counted.
  public var pendingByteCount: Int {
    pending.count + blocks.count + index.count + waiting.count * RecordsFormat.indexEntryByteCount
  }

  /// Closes the last block; then ``takeBlocks()`` gives it.
  ///
  /// - Returns: the bytes of the index section.
  public mutating func finish() -> [UInt8] {
    if pending.count > 0 { closeBlock() }
    while !waiting.isEmpty { writeFirst() }
    var section = ByteWriter()
    section.writeFixed(recordCount)
    section.writeFixed(blockCount)
    section.write(index.bytes)
    return section.bytes
  }

  private mutating func closeBlock() {
    let bytes = pending.bytes
    if let queue {
      waiting.append(
        WaitingBlock(first: pendingFirst, byteCount: bytes.count, job: queue.compress(bytes)))
      waitingByteCount += bytes.count
      while waitingByteCount > Self.mostWaitingByteCount { writeFirst() }
    } else {
      write(Compression.compress(bytes), first: pendingFirst, byteCount: bytes.count)
    }
    pending.removeAll()
  }

  /// Waits for the first block and writes it.
  private mutating func writeFirst() {
    let block = waiting.removeFirst()
    waitingByteCount -= block.byteCount
    write(block.job.take(), first: block.first, byteCount: block.byteCount)
  }

  private mutating func write(_ packed: [UInt8], first: UInt32, byteCount: Int) {
    var header = ByteWriter()
    header.writeFixed(UInt32(byteCount))
    header.writeFixed(UInt32(packed.count))
    var checksum = CRC32C()
    checksum.update(header.bytes)
    checksum.update(packed)
    header.writeFixed(checksum.value)
    index.writeFixed(first)
    index.writeFixed(UInt32(0))
    index.writeFixed(offset)
    blocks.write(header.bytes)
    blocks.write(packed)
    offset += UInt64(header.count + packed.count)
    blockCount += 1
  }
}
