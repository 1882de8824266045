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
  private var hasPackedTail = false
  private var listImpacts = ImpactSet()
  private var documentFrequency: UInt32 = 0
  private var totalFrequency: UInt64 = 0
  private var lastDocument = PostingsFormat.beforeFirst

  // Its current block.
  private var count = 0
  private var gaps = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var extraFrequencies = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var steps = [UInt32](repeating: 0, count: BitPacking.blockSize)
  private var blockImpacts = ImpactSet()
  private var mark = PositionMark()
  private var lastDocumentBefore = PostingsFormat.beforeFirst
  private var packed = [UInt8](repeating: 0, count: BitPacking.mostTailBytes)

  private var split = SplitTokens()

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

  /// So many tokens are split at once, if no document has more: as many as stay in the nearest memory.
  private static let tokensAtOnce = 2_048

  /// Appends the documents of tokens: a document in the high half of each, a position in the low one.
  ///
  /// The same as one document after another, at less than half the cost.
  ///
  /// - Parameters:
  ///   - tokens: ascending; the first document above the last one of the list.
  ///   - lengthCodes: by document.
  /// - Complexity: O(`tokens`).
  package mutating func append(tokens: Span<UInt64>, lengthCodes: Span<UInt8>) {
    var start = 0
    while start < tokens.count {
      let end = Self.endOfDocument(tokens, from: start)
      append(some: tokens.extracting(start..<end), lengthCodes)
      start = end
    }
  }

  /// Where to cut some tokens off, between two documents.
  private static func endOfDocument(_ tokens: Span<UInt64>, from start: Int) -> Int {
    guard tokens.count - start > tokensAtOnce else { return tokens.count }
    var end = start + tokensAtOnce
    while end > start, tokens[end] >> 32 == tokens[end - 1] >> 32 { end -= 1 }
    guard end == start else { return end }
    end = start + 1
    while end < tokens.count, tokens[end] >> 32 == tokens[start] >> 32 { end += 1 }
    return end
  }

  private mutating func append(some tokens: Span<UInt64>, _ lengthCodes: Span<UInt8>) {
    split.split(tokens)
    let first = UInt32(truncatingIfNeeded: tokens[0] >> 32)
    precondition(tokens[tokens.count - 1] >> 32 < UInt32.max, "documents are below 2^32 − 1")
    precondition(documentFrequency == 0 || first > lastDocument, "documents must ascend")
    var next = 0
    while next < split.documentCount {
      let end = min(split.documentCount, next + BitPacking.blockSize - count)
      let range = split.starts[next]..<split.starts[end]
      if count == 0 { mark = positionLists.mark }
      let highCount = split.makePostings(
        next..<end, of: tokens, after: lastDocument, lengthCodes: lengthCodes, gaps: &gaps,
        extraFrequencies: &extraFrequencies, at: count)
      insertImpacts(next..<end, highCount, tokens, lengthCodes)
      positionLists.append(deltas: split.deltas, range)
      lastDocument = UInt32(truncatingIfNeeded: tokens[split.starts[end - 1]] >> 32)
      documentFrequency += UInt32(truncatingIfNeeded: end - next)
      totalFrequency += UInt64(range.count)
      count += end - next
      next = end
      if count == BitPacking.blockSize { writeBlock() }
    }
  }

  /// Takes in the impacts of postings that were made of split tokens.
  private mutating func insertImpacts(
    _ documents: Range<Int>, _ highCount: Int, _ tokens: Span<UInt64>, _ lengthCodes: Span<UInt8>
  ) {
    for extra in split.least.indices where split.least[extra] < 256 {
      blockImpacts.insert(
        Impact(frequency: UInt32(extra) + 1, lengthCode: UInt8(split.least[extra])))
    }
    guard highCount > 0 else { return }
    for place in documents {
      let frequency = split.starts[place + 1] - split.starts[place]
      guard frequency > split.least.count else { continue }
      let document = Int(tokens[split.starts[place]] >> 32)
      blockImpacts.insert(
        Impact(
          frequency: UInt32(truncatingIfNeeded: frequency),
          lengthCode: document < lengthCodes.count ? lengthCodes[document] : 0))
    }
  }

  /// The number of documents of tokens as ``append(tokens:lengthCodes:)`` takes them.
  package static func documentCount(of tokens: Span<UInt64>) -> Int {
    SplitTokens.documentCount(of: tokens)
  }

  /// Ends the current list, which must not be empty, and says what the dictionary keeps of it.
  public mutating func finishList() -> TermEntry {
    precondition(documentFrequency > 0, "a posting list has at least one document")
    if count > 0 { writeTail() }
    let entry = TermEntry(
      documentFrequency: documentFrequency, totalFrequency: totalFrequency,
      postingsOffset: postingsByteCount, positionsOffset: positionLists.finishList())
    let impacts = listImpacts.reduced(to: PostingsFormat.maximumListImpacts)
    finished.writeByte(flags | UInt8(impacts.count))
    ImpactCoding.write(impacts, to: &finished)
    blocks.write(to: &finished)
    finished.write(tail.bytes)
    startList()
    return entry
  }

  private var flags: UInt8 {
    (blocks.hasDirectory ? PostingsFormat.directoryFlag : 0)
      | (hasPackedTail ? PostingsFormat.packedTailFlag : 0)
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
    hasPackedTail = false
    listImpacts.removeAll()
    documentFrequency = 0
    totalFrequency = 0
    lastDocument = PostingsFormat.beforeFirst
    lastDocumentBefore = PostingsFormat.beforeFirst
  }

  private mutating func writeBlock() {
    let leastSaving = PostingsFormat.leastRiceSaving
    let gapWidth = PackedWidth(
      ofGaps: gaps, leastSaving: leastSaving, mostLoss: PostingsFormat.mostEliasFanoLoss)
    let frequencyWidth = PackedWidth(of: extraFrequencies, leastSaving: leastSaving)
    Self.write(mark, blockImpacts, to: &blocks.bodies)
    if gapWidth.isEliasFano {
      // From here on the gaps are offsets, and what is in unary stands in the other array.
      BitPacking.makeOffsets(of: &gaps, lowBits: gapWidth.bits, steps: &steps)
      writeUnary(of: steps, lowBits: 0)
    } else {
      writeUnary(of: gaps, gapWidth)
    }
    writeUnary(of: extraFrequencies, frequencyWidth)
    writePacked(gaps, gapWidth)
    writePacked(extraFrequencies, frequencyWidth)
    blocks.appendHeader(
      lastDocument: lastDocument, gaps: gapWidth.code, frequencies: frequencyWidth.code)
    startBlock()
  }

  private mutating func writePacked(_ values: [UInt32], _ width: PackedWidth) {
    BitPacking.pack(values, width: width.bits, into: &packed)
    blocks.bodies.write(packed[..<BitPacking.byteCount(width: width.bits)])
  }

  private mutating func writeUnary(of values: [UInt32], _ width: PackedWidth) {
    if width.hasUnary { writeUnary(of: values, lowBits: width.bits) }
  }

  private mutating func writeUnary(of values: [UInt32], lowBits: Int) {
    let size = BitPacking.makeUnary(of: values, lowBits: lowBits, into: &packed)
    blocks.bodies.write(packed[..<size])
    blocks.bodies.writeByte(UInt8(size))
  }

  private mutating func writeTail() {
    tail.writeVarint(lastDocument &- lastDocumentBefore &- 1)
    if documentFrequency > UInt32(BitPacking.blockSize) {
      Self.write(mark, blockImpacts, to: &tail)
    }
    gaps[count - 1] = 0
    hasPackedTail = writePackedTail()
    if !hasPackedTail {
      for index in 0..<count {
        tail.writeVarint(tailKey(index))
        if extraFrequencies[index] > 0 { tail.writeVarint(extraFrequencies[index] - 1) }
      }
    }
    startBlock()
  }

  /// The gap of a posting in the tail, and whether its frequency is 1.
  private func tailKey(_ index: Int) -> UInt64 {
    UInt64(gaps[index]) << 1 | (extraFrequencies[index] == 0 ? 1 : 0)
  }

  /// Writes the postings of the tail packed, where that takes no more bytes.
  private mutating func writePackedTail() -> Bool {
    guard count >= PostingsFormat.leastPackedTail else { return false }
    let size = BitPacking.packTail(
      gaps: gaps, extraFrequencies: extraFrequencies, count: count, into: &packed)
    let most = (0..<count).reduce(0) { sum, index in
      let extra = Int(extraFrequencies[index])
      return sum + ByteWriter.varintByteCount(Int(tailKey(index)))
        + (extra > 0 ? ByteWriter.varintByteCount(extra - 1) : 0)
    }
    guard 1...most ~= size else { return false }
    tail.write(packed[..<size])
    return true
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
