public import QuernStorage

/// Reads the positions of one term, document after document.
///
/// Belongs to one task. ``PositionsFormat`` has the layout. No bytes make it read outside the list's section, and no call
/// gives more positions than the dictionary says that the term has. After an error the cursor is
/// usable again once ``seek(_:)`` has been called.
public struct PositionsCursor: Sendable {
  /// From the start of the list to the end of the section: the list itself tells where it ends.
  private let list: ByteView
  private let totalFrequency: UInt64

  /// Where the current block begins, and how many of its positions lie behind.
  private var blockOffset = 0
  private var index = 0

  /// What the first byte of the current block says; `count` is 0 as long as it was not read.
  private var bodyOffset = 0
  private var width = PackedWidth(code: 0)
  private var unaryCount = 0
  private var count = 0
  private var isTail = false

  private var isUnpacked = false
  private var deltas: [UInt32] = []

  /// Opens the list that a dictionary entry names, at its start.
  ///
  /// - Throws: ``CodecError`` where the list does not begin inside the section.
  public init(_ positions: ByteView, entry: TermEntry) throws(CodecError) {
    guard let offset = Int(exactly: entry.positionsOffset), offset <= positions.count else {
      throw positions.damage(
        at: 0, expected: "a list offset of at most \(positions.count)", found: entry.positionsOffset
      )
    }
    list = try reading { () throws(StorageError) in try positions.suffix(from: offset) }
    totalFrequency = entry.totalFrequency
  }

  /// Where the next position stands, as a posting list's mark would say it.
  package var mark: PositionMark {
    guard count > 0, !isTail, index == count else {
      return PositionMark(blockOffset: UInt64(blockOffset), index: UInt32(index))
    }
    return PositionMark(blockOffset: UInt64(blockEnd))
  }

  /// Moves to the positions of a block's first document.
  ///
  /// - Throws: ``CodecError`` where the mark lies outside the list.
  /// - Complexity: O(1); unpacks nothing.
  public mutating func seek(_ mark: PositionMark) throws(CodecError) {
    guard let offset = Int(exactly: mark.blockOffset), offset <= list.count,
      mark.index < UInt32(BitPacking.blockSize)
    else {
      throw list.damage(at: 0, expected: "a mark inside the positions", found: mark)
    }
    if offset != blockOffset || count == 0 { moveToBlock(at: offset) }
    index = Int(mark.index)
  }

  /// Passes over positions: the sum of the frequencies of the documents that are not wanted.
  ///
  /// - Throws: ``CodecError``, for more positions than the list has as well.
  /// - Complexity: O(`count` / 128); unpacks nothing.
  public mutating func skip(_ count: Int) throws(CodecError) {
    try checkCount(count)
    var rest = count
    while rest > 0 {
      try openBlock()
      let step = min(rest, self.count - index)
      index += step
      rest -= step
    }
  }

  /// Reads the positions of one document; they never descend.
  ///
  /// - Parameters:
  ///   - count: the document's frequency.
  ///   - positions: gets the positions in place of what it held.
  /// - Throws: ``CodecError``, for more positions than the list has as well.
  public mutating func read(_ count: Int, into positions: inout [UInt32]) throws(CodecError) {
    try checkCount(count)
    positions.removeAll(keepingCapacity: true)
    var previous: UInt32 = 0
    while positions.count < count {
      try openBlock()
      if !isUnpacked { try unpack() }
      let end = index + min(count - positions.count, self.count - index)
      while index < end {
        let (position, overflow) = previous.addingReportingOverflow(deltas[index])
        guard !overflow else {
          throw list.damage(at: blockOffset, expected: "positions below 2^32", found: "more")
        }
        positions.append(position)
        previous = position
        index += 1
      }
    }
  }

  private func checkCount(_ count: Int) throws(CodecError) {
    precondition(count >= 0)
    guard UInt64(count) <= totalFrequency else {
      throw list.damage(
        at: 0, expected: "at most \(totalFrequency) positions in a document", found: count)
    }
  }

  private mutating func moveToBlock(at offset: Int) {
    blockOffset = offset
    index = 0
    count = 0
    isUnpacked = false
  }

  /// Makes sure that the current block is open and has a position left.
  ///
  /// Every pass moves on by a byte at least, so that damage cannot keep it busy for long.
  private mutating func openBlock() throws(CodecError) {
    if count == 0 { try readHeader() }
    if index < count { return }
    guard !isTail, index == count else {
      throw list.damage(at: blockOffset, expected: "more positions", found: "the end of the list")
    }
    moveToBlock(at: blockEnd)
    try readHeader()
  }

  /// Where a block that is open and no tail ends.
  private var blockEnd: Int { bodyOffset + BitPacking.byteCount(width: width.bits) }

  private mutating func readHeader() throws(CodecError) {
    bodyOffset = blockOffset
    if blockOffset == 0, totalFrequency < UInt64(BitPacking.blockSize) {
      (isTail, count) = (true, Int(totalFrequency))
      return
    }
    let first = try list.byte(at: &bodyOffset)
    isTail = first > PositionsFormat.tailMark
    width = PackedWidth(code: isTail ? 0 : first)
    guard width.isSound, !width.isPatched else {
      throw list.damage(
        at: blockOffset, expected: "a width of at most 32, or 96 to 119", found: first)
    }
    unaryCount = width.hasUnary ? Int(try list.byte(at: &bodyOffset)) : 0
    let (size, body) = (unaryCount + BitPacking.byteCount(width: width.bits), bodyOffset)
    try reading { [list] () throws(StorageError) in try list.check(body, size) }
    bodyOffset += unaryCount
    count = isTail ? Int(first - PositionsFormat.tailMark) : BitPacking.blockSize
  }

  private mutating func unpack() throws(CodecError) {
    if deltas.isEmpty { deltas = [UInt32](repeating: 0, count: BitPacking.blockSize) }
    if isTail {
      var offset = bodyOffset
      for place in 0..<count { deltas[place] = try list.varint32(at: &offset) }
    } else if !width.hasUnary {
      BitPacking.unpack(list.bytes, at: bodyOffset, width: width.bits, base: 0, into: &deltas)
    } else if !BitPacking.unpackRice(
      list.bytes, at: bodyOffset, lowBits: width.bits, unaryCount: unaryCount, into: &deltas)
    {
      throw list.damage(
        at: bodyOffset - unaryCount, expected: "128 numbers in 16 to 47 bytes", found: "others")
    }
    isUnpacked = true
  }
}
