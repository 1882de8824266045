import QuernStorage

/// Writes the lists of positions of one field, list after list; ``PositionsFormat`` has the layout.
struct PositionListWriter: Sendable {
  private var bytes = ByteWriter()
  private var takenByteCount: UInt64 = 0
  private var listStart: UInt64 = 0

  private var deltas = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var deltaCount = 0
  private var packed = [UInt8](repeating: 0, count: BitPacking.byteCount(width: 32))

  /// All bytes written so far, taken ones included.
  var byteCount: UInt64 { takenByteCount + UInt64(bytes.count) }

  /// The place in the list that the next position gets.
  var mark: PositionMark {
    PositionMark(blockOffset: byteCount - listStart, index: UInt32(deltaCount))
  }

  /// Appends the positions of one document, which must not descend.
  mutating func append(_ positions: borrowing Span<UInt32>) {
    var previous: UInt32 = 0
    for index in 0..<positions.count {
      let position = positions[index]
      precondition(position >= previous, "positions must not descend")
      deltas[deltaCount] = position - previous
      previous = position
      deltaCount += 1
      if deltaCount == BitPacking.blockSize { writeBlock() }
    }
  }

  /// Appends the positions of some documents, of which each is the distance from the one before in its
  /// document.
  mutating func append(deltas new: [UInt32], _ range: Range<Int>) {
    var next = range.lowerBound
    while next < range.upperBound {
      let end = min(range.upperBound, next + BitPacking.blockSize - deltaCount)
      BitPacking.copy(new.span.extracting(next..<end), to: &deltas, at: deltaCount)
      deltaCount += end - next
      next = end
      if deltaCount == BitPacking.blockSize { writeBlock() }
    }
  }

  /// Ends the list and gives its offset from the start of the field's positions.
  mutating func finishList() -> UInt64 {
    if deltaCount > 0, byteCount > listStart {
      bytes.writeByte(PositionsFormat.tailMark + UInt8(deltaCount))
    }
    for index in 0..<deltaCount { bytes.writeVarint(deltas[index]) }
    deltaCount = 0
    defer { listStart = byteCount }
    return listStart
  }

  /// The bytes from an offset on, which were not taken yet.
  func bytes(from offset: UInt64) -> ArraySlice<UInt8> {
    precondition(offset >= takenByteCount, "the list was taken")
    return bytes.bytes[Int(offset - takenByteCount)...]
  }

  /// Hands out what was written since the last call.
  mutating func takeBytes() -> [UInt8] {
    takenByteCount += UInt64(bytes.count)
    defer { bytes = ByteWriter() }
    return bytes.bytes
  }

  private mutating func writeBlock() {
    let width = PackedWidth(of: deltas, leastSaving: PositionsFormat.leastRiceSaving)
    bytes.writeByte(width.code)
    if width.hasUnary {
      let size = BitPacking.makeUnary(of: deltas, lowBits: width.bits, into: &packed)
      bytes.writeByte(UInt8(size))
      bytes.write(packed[..<size])
    }
    BitPacking.pack(deltas, width: width.bits, into: &packed)
    bytes.write(packed[..<BitPacking.byteCount(width: width.bits)])
    deltaCount = 0
  }
}
