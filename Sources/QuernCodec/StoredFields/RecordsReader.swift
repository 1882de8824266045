import QuernStorage

/// Reads the records of a segment: stored fields, or keys and sources.
///
/// Immutable; share freely. Each read unpacks one block and verifies its checksum; the first one
/// verifies the index of the blocks, so that no record is taken for another.
public struct RecordsReader: Sendable {
  /// The number of records.
  public let count: UInt32
  private let blocks: ByteView
  private let index: ByteView
  private let indexSection: VerifiedSection
  let blockCount: Int

  /// Opens two sections of a file.
  ///
  /// - Throws: ``CodecError``.
  public init(
    _ file: FramedFile, blocks blocksKind: SectionKind, index indexKind: SectionKind
  ) throws(CodecError) {
    blocks = try file.requiredSection(blocksKind)
    let index = try file.requiredSection(indexKind)
    self.index = index
    indexSection = try VerifiedSection(file, indexKind)
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
    try indexSection.require()
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
      return try RecordsBlock.read(&reader)
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
    try indexSection.require()
    let raw = try unpack(block)
    try checkFirst(block, is: number)
    let records = try RecordsBlock.records(in: raw, file: blocks.file)
    guard Int(number) + records.count <= Int(count) else { throw tooMany(block) }
    return records
  }

  /// Verifies that the blocks follow one another and fill their section.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(blocks); nothing is unpacked.
  public func check() throws(CodecError) {
    var next = 0
    for block in 0..<blockCount {
      let at = entry(block)
      let (reserved, offset) = try reading { () throws(StorageError) in
        (try index.load(UInt32.self, at: at + 4), try index.load(UInt64.self, at: at + 8))
      }
      guard reserved == 0, offset == UInt64(next) else {
        throw .damaged(
          file: index.file, offset: index.fileOffset + at, expected: "a block at \(next)",
          found: "one at \(offset)")
      }
      let size = try reading { () throws(StorageError) in try blocks.load(UInt32.self, at: next + 4)
      }
      next += RecordsFormat.blockHeaderByteCount + Int(size)
    }
    guard next == blocks.count else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset, expected: "\(next) bytes of blocks",
        found: "\(blocks.count)")
    }
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

  func firstRecord(_ block: Int) throws(CodecError) -> UInt32 {
    try reading { () throws(StorageError) in try index.load(UInt32.self, at: entry(block)) }
  }

  /// The last block whose first record is ≤ `number`.
  func blockHolding(_ number: UInt32) throws(CodecError) -> Int {
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
    let offset = try reading { () throws(StorageError) in
      Int(clamping: try index.load(UInt64.self, at: entry(block) + 8))
    }
    return try RecordsBlock(blocks, at: offset).raw()
  }
}
