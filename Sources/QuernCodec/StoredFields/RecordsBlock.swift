import QuernStorage

/// One compressed block of records, wherever it stands.
struct RecordsBlock {
  private let blocks: ByteView
  private let offset: Int
  private let rawByteCount: Int
  private let checksum: UInt32
  private let packed: ByteView

  /// The size of the block with its header.
  var byteCount: Int { RecordsFormat.blockHeaderByteCount + packed.count }

  /// Reads the header of a block.
  ///
  /// - Throws: ``CodecError/storage(_:)`` where the block does not lie inside the section.
  init(_ blocks: ByteView, at offset: Int) throws(CodecError) {
    self.blocks = blocks
    self.offset = offset
    let header = RecordsFormat.blockHeaderByteCount
    (rawByteCount, checksum, packed) = try reading { () throws(StorageError) in
      try blocks.check(offset, header)
      let count = Int(try blocks.load(UInt32.self, at: offset + 4))
      return (
        Int(try blocks.load(UInt32.self, at: offset)),
        try blocks.load(UInt32.self, at: offset + 8),
        try blocks.slice(at: offset + header, count: count)
      )
    }
  }

  /// The unpacked bytes; the checksum is verified.
  ///
  /// - Throws: ``CodecError``.
  func raw() throws(CodecError) -> [UInt8] {
    var found = CRC32C()
    found.update(
      try reading { () throws(StorageError) in try blocks.slice(at: offset, count: 8) }.bytes)
    found.update(packed.bytes)
    guard found.value == checksum else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset + offset,
        expected: "checksum \(hex(checksum)) of a stored block", found: hex(found.value))
    }
    guard rawByteCount <= RecordsFormat.maximumRawByteCount,
      let raw = Compression.decompress(packed.bytes, byteCount: rawByteCount)
    else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset + offset,
        expected: "\(packed.count) bytes that unpack to \(rawByteCount)", found: "others")
    }
    return raw
  }

  /// The records of an unpacked block.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  static func records(in raw: [UInt8], file: String) throws(CodecError) -> [[UInt8]] {
    var reader = ByteReader(ByteView(copying: raw, file: file))
    var records: [[UInt8]] = []
    while !reader.isAtEnd {
      records.append(try reading { () throws(StorageError) in try read(&reader) })
    }
    return records
  }

  /// Reads one record.
  static func read(_ reader: inout ByteReader) throws(StorageError) -> [UInt8] {
    let limit = min(reader.remaining, RecordsFormat.maximumRecordByteCount)
    return try reader.readBytes(try reader.readCount(limit: limit))
  }
}
