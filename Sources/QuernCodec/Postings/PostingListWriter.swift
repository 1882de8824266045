import QuernModel
import QuernStorage

/// Writes the posting lists and lists of positions of one field of a segment, term after term.
///
/// ``PostingsFormat`` and ``PositionsFormat`` have the layouts. Memory: the bytes that were not taken
/// yet, and those of the current list.
public struct PostingListWriter: Sendable {
  private var finished = ByteWriter()
  private var takenByteCount: UInt64 = 0
  private var positionLists = PositionListWriter()

  // The current list.
  private var blocks = PostingsBlocks()
  private var tail = ByteWriter()
  private var listImpacts = ImpactSet()
  private var documentFrequency: UInt32 = 0
  private var totalFrequency: UInt64 = 0
  private var lastDocument = PostingsFormat.beforeFirst

  // Its current block.
  private var count = 0
  private var gaps = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var extraFrequencies = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var blockImpacts = ImpactSet()
  private var mark = PositionMark()
  private var lastDocumentBefore = PostingsFormat.beforeFirst
  private var packed = [UInt8](repeating: 0, count: BitPacking.byteCount(width: 32))

  /// Starts without lists.
  public init() {}

  /// The bytes of all finished posting lists, taken ones included.
  public var postingsByteCount: UInt64 { takenByteCount + UInt64(finished.count) }

  /// The bytes of all positions so far, taken ones included.
  public var positionsByteCount: UInt64 { positionLists.byteCount }

  /// Appends a document to the current list.
  ///
  /// - Parameters:
  ///   - document: above the last one of the list, below 2³² − 1.
  ///   - lengthCode: the length of the document's field (``LengthCode``).
  ///   - positions: where the term occurs, at least once, not descending.
  /// - Complexity: O(`positions`), amortised.
  public mutating func append(
    document: UInt32, lengthCode: UInt8, positions: borrowing Span<UInt32>
  ) {
    let gap = document &- lastDocument &- 1
    precondition(document != .max, "documents are below 2^32 − 1")
    precondition(documentFrequency == 0 || document > lastDocument, "documents must ascend")
    guard let frequency = UInt32(exactly: positions.count), frequency > 0 else {
      preconditionFailure("a posting has 1 to 2^32 − 1 positions")
    }
    if count == 0 { mark = positionLists.mark }
    gaps[count] = gap
    extraFrequencies[count] = frequency - 1
    blockImpacts.insert(Impact(frequency: frequency, lengthCode: lengthCode))
    positionLists.append(positions)
    lastDocument = document
    documentFrequency += 1
    totalFrequency += UInt64(frequency)
    count += 1
    if count == BitPacking.blockSize { writeBlock() }
  }

  /// Appends a document to the current list.
  public mutating func append(document: UInt32, lengthCode: UInt8, positions: [UInt32]) {
    append(document: document, lengthCode: lengthCode, positions: positions.span)
  }

  /// Appends a document whose positions are a part of an array.
  public mutating func append(
    document: UInt32, lengthCode: UInt8, positions: [UInt32], in range: Range<Int>
  ) {
    append(
      document: document, lengthCode: lengthCode, positions: positions.span.extracting(range))
  }

  /// Ends the current list, which must not be empty, and says what the dictionary keeps of it.
  public mutating func finishList() -> TermEntry {
    precondition(documentFrequency > 0, "a posting list has at least one document")
    if count > 0 { writeTail() }
    let entry = TermEntry(
      documentFrequency: documentFrequency, totalFrequency: totalFrequency,
      postingsOffset: postingsByteCount, positionsOffset: positionLists.finishList())
    let impacts = listImpacts.reduced(to: PostingsFormat.maximumListImpacts)
    let flag = blocks.hasDirectory ? PostingsFormat.directoryFlag : 0
    finished.writeByte(flag | UInt8(impacts.count))
    ImpactCoding.write(impacts, to: &finished)
    blocks.write(to: &finished)
    finished.write(tail.bytes)
    startList()
    return entry
  }

  /// Hands out the bytes of the posting lists that were finished since the last call.
  public mutating func takePostings() -> [UInt8] {
    takenByteCount += UInt64(finished.count)
    defer { finished = ByteWriter() }
    return finished.bytes
  }

  /// The bytes of the list that was finished last, which were not taken yet.
  ///
  /// - Parameter entry: what ``finishList()`` gave for it.
  public func bytes(
    ofLast entry: TermEntry
  ) -> (postings: ArraySlice<UInt8>, positions: ArraySlice<UInt8>) {
    precondition(entry.postingsOffset >= takenByteCount, "the list was taken")
    return (
      finished.bytes[Int(entry.postingsOffset - takenByteCount)...],
      positionLists.bytes(from: entry.positionsOffset)
    )
  }

  /// Hands out the bytes of positions that were written since the last call.
  public mutating func takePositions() -> [UInt8] { positionLists.takeBytes() }

  private mutating func startList() {
    tail.removeAll()
    listImpacts.removeAll()
    documentFrequency = 0
    totalFrequency = 0
    lastDocument = PostingsFormat.beforeFirst
    lastDocumentBefore = PostingsFormat.beforeFirst
  }

  private mutating func writeBlock() {
    let gapWidth = PatchedWidth(of: gaps)
    let frequencyWidth = PatchedWidth(of: extraFrequencies)
    Self.write(mark, blockImpacts, to: &blocks.bodies)
    Self.writePatch(of: gaps, gapWidth, to: &blocks.bodies)
    Self.writePatch(of: extraFrequencies, frequencyWidth, to: &blocks.bodies)
    writePacked(gaps, gapWidth)
    writePacked(extraFrequencies, frequencyWidth)
    blocks.appendHeader(
      lastDocument: lastDocument, gaps: gapWidth.code, frequencies: frequencyWidth.code)
    startBlock()
  }

  private static func writePatch(
    of values: [UInt32], _ width: PatchedWidth, to bytes: inout ByteWriter
  ) {
    guard width.patchCount > 0 else { return }
    for index in 0..<BitPacking.blockSize where values[index] >> UInt32(width.width) > 0 {
      bytes.writeByte(UInt8(index))
    }
    for value in values where value >> UInt32(width.width) > 0 {
      bytes.writeByte(UInt8(value >> UInt32(width.width)))
    }
    bytes.writeByte(UInt8(width.patchCount))
  }

  /// Packs the low bits of all values.
  private mutating func writePacked(_ values: [UInt32], _ width: PatchedWidth) {
    var values = values
    if width.patchCount > 0 {
      let mask = (UInt32(1) << UInt32(width.width)) - 1
      for index in 0..<BitPacking.blockSize { values[index] &= mask }
    }
    BitPacking.pack(values, width: width.width, into: &packed)
    blocks.bodies.write(packed[..<BitPacking.byteCount(width: width.width)])
  }

  private mutating func writeTail() {
    tail.writeVarint(lastDocument &- lastDocumentBefore &- 1)
    if documentFrequency > UInt32(BitPacking.blockSize) {
      Self.write(mark, blockImpacts, to: &tail)
    }
    for index in 0..<count {
      let gap = index == count - 1 ? 0 : UInt64(gaps[index])
      let extra = extraFrequencies[index]
      tail.writeVarint(gap << 1 | (extra == 0 ? 1 : 0))
      if extra > 0 { tail.writeVarint(extra - 1) }
    }
    startBlock()
  }

  private static func write(
    _ mark: PositionMark, _ impacts: ImpactSet, to bytes: inout ByteWriter
  ) {
    bytes.writeVarint(mark.blockOffset)
    bytes.writeByte(UInt8(mark.index))
    let impacts = impacts.reduced(to: PostingsFormat.maximumBlockImpacts)
    bytes.writeByte(UInt8(impacts.count))
    ImpactCoding.write(impacts, to: &bytes)
  }

  private mutating func startBlock() {
    for impact in blockImpacts.impacts { listImpacts.insert(impact) }
    blockImpacts.removeAll()
    lastDocumentBefore = lastDocument
    count = 0
  }
}
