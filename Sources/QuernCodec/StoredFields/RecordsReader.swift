public import QuernStorage

/// Reads the records of a segment: stored fields, or keys and sources.
///
/// Immutable; share freely. Each read unpacks one block and verifies its checksum.
public struct RecordsReader: Sendable {
  /// The number of records.
  public let count: UInt32
  private let blocks: ByteView
  private let index: ByteView
  let blockCount: Int

  /// Opens the two sections.
  ///
  /// - Throws: ``CodecError``.
  public init(blocks: ByteView, index: ByteView) throws(CodecError) {
    self.blocks = blocks
    self.index = index
    (count, blockCount) = try reading { () throws(StorageError) in
      (try index.load(UInt32.self, at: 0), Int(try index.load(UInt32.self, at: 4)))
    }
    let expected =
      RecordsFormat.indexHeaderByteCount + blockCount * RecordsFormat.indexEntryByteCount
    guard index.count == expected, (count == 0) == (blockCount == 0) else {
      throw .damaged(
        file: index.file, offset: index.fileOffset,
        expected: "\(expected) bytes for \(count) records in \(blockCount) blocks",
        found: "\(index.count)")
    }
  }

  /// One record.
  ///
  /// - Throws: ``CodecError``.
  public func record(_ number: UInt32) throws(CodecError) -> [UInt8] {
    precondition(number < count, "the record lies in the segment")
    let block = try blockHolding(number)
    let first = try firstRecord(block)
    let raw = try unpack(block)
    do throws(StorageError) {
      var reader = ByteReader(ByteView(copying: raw, file: blocks.file))
      var current = first
      while current < number {
        try reader.skip(try reader.readCount(limit: reader.remaining))
        current += 1
      }
      return try Self.read(&reader)
    } catch { throw .storage(error) }
  }

  /// Calls a function with every record, in order.
  ///
  /// - Throws: ``CodecError``.
  public func forEach(
    _ body: (UInt32, [UInt8]) throws(CodecError) -> Void
  ) throws(CodecError) {
    var cursor = RecordsCursor(self)
    while let (number, record) = try cursor.next() { try body(number, record) }
  }

  /// The records of one block; the first of them must have a certain number.
  func records(ofBlock block: Int, first number: UInt32) throws(CodecError) -> [[UInt8]] {
    let raw = ByteView(copying: try unpack(block), file: blocks.file)
    try checkFirst(block, is: number)
    var reader = ByteReader(raw)
    var records: [[UInt8]] = []
    while !reader.isAtEnd {
      records.append(try reading { () throws(StorageError) in try Self.read(&reader) })
      guard Int(number) + records.count <= Int(count) else { throw tooMany(block) }
    }
    return records
  }

  private static func read(_ reader: inout ByteReader) throws(StorageError) -> [UInt8] {
    let limit = min(reader.remaining, RecordsFormat.maximumRecordByteCount)
    return try reader.readBytes(try reader.readCount(limit: limit))
  }

  private func checkFirst(_ block: Int, is number: UInt32) throws(CodecError) {
    let first = try firstRecord(block)
    guard first == number else {
      throw .damaged(
        file: index.file, offset: index.fileOffset + entry(block),
        expected: "first record \(number)", found: "\(first)")
    }
  }

  func tooMany(_ block: Int) -> CodecError {
    .damaged(
      file: index.file, offset: index.fileOffset, expected: "\(count) records",
      found: "another number up to block \(block)")
  }

  private func entry(_ block: Int) -> Int {
    RecordsFormat.indexHeaderByteCount + block * RecordsFormat.indexEntryByteCount
  }

  private func firstRecord(_ block: Int) throws(CodecError) -> UInt32 {
    try reading { () throws(StorageError) in try index.load(UInt32.self, at: entry(block)) }
  }

  /// The last block whose first record is ≤ `number`.
  private func blockHolding(_ number: UInt32) throws(CodecError) -> Int {
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if try firstRecord(middle) <= number { low = middle } else { high = middle }
    }
    guard try firstRecord(low) <= number else {
      throw .damaged(
        file: index.file, offset: index.fileOffset + entry(low),
        expected: "a first record ≤ \(number)", found: "a greater one")
    }
    return low
  }

  private func unpack(_ block: Int) throws(CodecError) -> [UInt8] {
    let header = RecordsFormat.blockHeaderByteCount
    let (offset, rawCount, count, checksum, packed) = try reading { () throws(StorageError) in
      let offset = Int(clamping: try index.load(UInt64.self, at: entry(block) + 8))
      try blocks.check(offset, header)
      let count = Int(try blocks.load(UInt32.self, at: offset + 4))
      return (
        offset, Int(try blocks.load(UInt32.self, at: offset)), count,
        try blocks.load(UInt32.self, at: offset + 8),
        try blocks.slice(at: offset + header, count: count)
      )
    }
    var found = CRC32C()
    found.update(
      try reading { () throws(StorageError) in try blocks.slice(at: offset, count: 8) }.bytes)
    found.update(packed.bytes)
    guard found.value == checksum else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset + offset,
        expected: "checksum \(hex(checksum)) of a stored block", found: hex(found.value))
    }
    guard rawCount <= RecordsFormat.maximumRawByteCount,
      let raw = Compression.decompress(packed.bytes, byteCount: rawCount)
    else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset + offset,
        expected: "\(count) bytes that unpack to \(rawCount)", found: "others")
    }
    return raw
  }
}
