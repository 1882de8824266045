/// Records of any bytes, one a document, in compressed blocks.
///
/// See `FORMAT.md`.
///
///     Blocks := Block*
///     Block  := rawByteCount(u32) byteCount(u32) crc(u32) zstd{byteCount}
///     Raw    := (byteCount(varint) byte{byteCount})*        one for each document of the block
///     Index  := recordCount(u32) blockCount(u32) (firstRecord(u32) zero(u32) offset(u64)){blockCount}
///
/// The checksum is that of the two counts and the compressed bytes: it is verified at every read.
enum RecordsFormat {
  /// A block is closed once it holds this much: large enough to compress well, small enough to be
  /// unpacked in some 12 µs for one record.
  static let blockByteCount = 16_384

  static let blockHeaderByteCount = 12
  static let indexHeaderByteCount = 8
  static let indexEntryByteCount = 16

  /// The largest record: what a block's 32-bit counts can hold, with room to spare.
  static let maximumRecordByteCount = 1 << 30

  /// The most that a block holds: it is closed once it is full, and the last record and its size may
  /// go beyond.
  static let maximumRawByteCount = blockByteCount + maximumRecordByteCount + 10
}
