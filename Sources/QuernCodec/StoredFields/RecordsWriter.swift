package import QuernModel
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

  /// Starts with no records.
  public init() {}

  /// Adds the next record, of at most ``maximumRecordByteCount`` bytes.
  public mutating func append(_ record: [UInt8]) {
    precondition(record.count <= Self.maximumRecordByteCount, "the record is too large")
    if pending.count == 0 { pendingFirst = recordCount }
    pending.writeVarint(record.count)
    pending.write(record)
    recordCount += 1
    if pending.count >= RecordsFormat.blockByteCount { closeBlock() }
  }

  /// Adds the record of a document's fields as the next one.
  ///
  /// - Parameter body: is shown the record.
  package mutating func append(
    _ fields: [Document.Field], _ body: (ArraySlice<UInt8>) throws(CodecError) -> Void
  ) throws(CodecError) {
    let byteCount = FieldsRecord.byteCount(of: fields)
    precondition(byteCount <= Self.maximumRecordByteCount, "the record is too large")
    if pending.count == 0 { pendingFirst = recordCount }
    pending.writeVarint(byteCount)
    let start = pending.count
    FieldsRecord.write(fields, to: &pending) { _, _ in }
    precondition(pending.count == start + byteCount, "a record has the size that stands before it")
    recordCount += 1
    try body(pending.bytes[start...])
    if pending.count >= RecordsFormat.blockByteCount { closeBlock() }
  }

  /// Adds records that were put into blocks elsewhere: to the same bytes as one after another.
  ///
  /// - Parameter blocks: what ``RecordRun/blocks()`` has made of them.
  package mutating func append(_ run: RecordRun, _ blocks: [RecordRun.Block]) {
    precondition(pending.count == run.precedingByteCount, "blocks end where the writer ends them")
    for block in blocks {
      if let packed = block.packed {
        write(packed, first: recordCount, byteCount: block.bytes.count)
        recordCount += block.recordCount
        continue
      }
      if pending.count == 0 { pendingFirst = recordCount }
      pending.write(run.bytes[block.bytes])
      recordCount += block.recordCount
      if pending.count >= RecordsFormat.blockByteCount { closeBlock() }
    }
  }

  /// The blocks that have been finished since the last call, for the owner to write out.
  public mutating func takeBlocks() -> [UInt8] {
    if blocks.count == 0 { return [] }
    defer { blocks = ByteWriter() }
    return blocks.bytes
  }

  /// The number of bytes that wait in memory.
  public var pendingByteCount: Int { pending.count + blocks.count + index.count }

  /// Closes the last block; then ``takeBlocks()`` gives it.
  ///
  /// - Returns: the bytes of the index section.
  public mutating func finish() -> [UInt8] {
    if pending.count > 0 { closeBlock() }
    var section = ByteWriter()
    section.writeFixed(recordCount)
    section.writeFixed(blockCount)
    section.write(index.bytes)
    return section.bytes
  }

  private mutating func closeBlock() {
    let packed = Compression.compress(pending.bytes.span)
    write(packed, first: pendingFirst, byteCount: pending.count)
    pending.removeAll()
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
