import QuernStorage

/// What is read of a block to skip it.
///
/// Nothing of it is verified yet.
struct PostingsBlockHeader: Sendable, BitwiseCopyable {
  /// The number of documents; 0 after the last block.
  private var documentCount: UInt8 = 0
  var lastDocument: UInt32 = 0

  /// The bytes between this header and the next block; 0 in a tail, after which nothing comes.
  private var bodyByteCount: UInt16 = 0
  var gaps = PackedWidth(code: 0)
  var frequencies = PackedWidth(code: 0)

  // Small in memory: a place is copied often.
  var count: Int { Int(documentCount) }
  var bodySize: Int { Int(bodyByteCount) }

  init() {}

  /// Reads the header of a block of 128, all of it in one load.
  init(fullBlockOf list: ByteView, at offset: inout Int) throws(CodecError) {
    self.init(fullBlock: try list.integer(UInt64.self, at: offset))
    offset += PostingsFormat.blockHeaderSize
  }

  /// Takes the header of a block of 128 apart.
  @inline(__always)
  init(fullBlock word: UInt64) {
    documentCount = UInt8(BitPacking.blockSize)
    lastDocument = UInt32(truncatingIfNeeded: word)
    bodyByteCount = UInt16(truncatingIfNeeded: word >> 32)
    gaps = PackedWidth(code: UInt8(truncatingIfNeeded: word >> 48))
    frequencies = PackedWidth(code: UInt8(truncatingIfNeeded: word >> 56))
  }

  /// Reads the header of the tail.
  init(
    tailOf list: ByteView, at offset: inout Int, count: Int, after previous: UInt32
  ) throws(CodecError) {
    let start = offset
    let gap = try list.varint32(at: &offset)
    // Adding 1 takes the −1 before the first document to 0.
    let (last, overflow) = (previous &+ 1).addingReportingOverflow(gap)
    guard !overflow else {
      throw list.damage(at: start, expected: "a last document below 2^32", found: gap)
    }
    documentCount = UInt8(count)
    lastDocument = last
  }
}
