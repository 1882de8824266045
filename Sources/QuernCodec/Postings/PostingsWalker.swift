import CKernels
public import QuernModel
public import QuernStorage

/// Moves over the blocks of one posting list and unpacks them into memory of the caller.
///
/// The bare part of a ``PostingsCursor``, without memory of its own. Every block that is unpacked is
/// checked: documents ascend and stay below `documentCount`, whatever the bytes are. After an error
/// the walker is of no more use. ``PostingsFormat`` has the layout.
///
/// What unpacks is `mutating` so that it works on the walker where it lies, and not on a copy.
///
/// Memory of the caller is initialised and as large as each method says; that is checked.
@safe public struct PostingsWalker: @unchecked Sendable {
  // SAFETY (@unchecked Sendable): the bytes are immutable, and `list` keeps them where they are.
  private let bytes: UnsafeRawBufferPointer

  /// The number of documents in the whole list.
  public let documentFrequency: UInt32

  /// The last document of the current block; `DocumentID.end.rawValue` once the list is exhausted.
  public private(set) var lastDocument: UInt32 = PostingsFormat.beforeFirst

  /// The last document of the block before; 2³² − 1 in the first block.
  public private(set) var lastDocumentBefore = PostingsFormat.beforeFirst

  /// Where the positions of the current block's first document begin; valid after
  /// ``readImpacts(into:)``.
  public private(set) var positionMark = PositionMark()

  /// The number of the current block; the tail's is `fullBlockCount`.
  private(set) var blockIndex: UInt32 = 0

  /// From the start of the list to the end of the section: the list itself tells where it ends.
  private let list: ByteView
  private let documentCount: UInt32
  private let fullBlockCount: UInt32
  private let listImpactCount: Int

  // The current block: its header, where its body begins and where the next header is.
  private var header = PostingsBlockHeader()
  private var bodyOffset = 0
  private var nextOffset: Int

  /// Opens the list that a dictionary entry names, on its first block.
  ///
  /// - Parameters:
  ///   - postings: all posting lists of the field.
  ///   - entry: what the dictionary says of the term.
  ///   - documentCount: the number of documents in the segment.
  ///   - impacts: room for 16; takes the impacts of the whole list, ``listImpactCount`` of them.
  /// - Throws: ``CodecError``.
  public init(
    _ postings: ByteView, entry: TermEntry, documentCount: UInt32,
    impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) {
    precondition(impacts.count >= PostingsFormat.maximumListImpacts)
    guard let start = Int(exactly: entry.postingsOffset), start <= postings.count else {
      throw postings.damage(
        at: 0, expected: "a list offset of at most \(postings.count)", found: entry.postingsOffset)
    }
    guard entry.documentFrequency > 0, entry.documentFrequency <= documentCount else {
      throw postings.damage(
        at: start, expected: "a list of 1 to \(documentCount) documents",
        found: entry.documentFrequency)
    }
    list = try reading { () throws(StorageError) in try postings.suffix(from: start) }
    unsafe bytes = list.bytes.withUnsafeBytes { unsafe $0 }
    documentFrequency = entry.documentFrequency
    self.documentCount = documentCount
    fullBlockCount = entry.documentFrequency / UInt32(BitPacking.blockSize)
    var offset = 0
    listImpactCount = unsafe try Self.readListImpacts(list, at: &offset, into: impacts)
    nextOffset = offset
    try readHeader()
  }

  /// The number of documents in the current block; 0 once the list is exhausted.
  public var count: Int { header.count }

  /// The number of impacts of the whole list, 1 to 16.
  public var impactCount: Int { listImpactCount }

  /// Whether ``unpackDocuments(into:frequencies:)`` gives the frequencies too.
  public var isTail: Bool { blockIndex == fullBlockCount }

  /// Moves to the next block; stays at the end once there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1); nothing is unpacked.
  public mutating func nextBlock() throws(CodecError) {
    guard header.count > 0 else { return }
    blockIndex += 1
    lastDocumentBefore = lastDocument
    try readHeader()
  }

  /// Moves to the first block whose last document is ≥ `target`; stays put if already there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(blocks skipped), 8 bytes read of each; nothing is unpacked.
  public mutating func seekBlock(_ target: UInt32) throws(CodecError) {
    guard lastDocument < target else { return }
    passOver(until: target)
    repeat { try nextBlock() } while lastDocument < target
  }

  /// Passes over blocks of 128 whose successors still end before `target`, as long as their headers
  /// are sound: what is wrong with one is for ``nextBlock()`` to say.
  private mutating func passOver(until target: UInt32) {
    var (last, offset, index) = (lastDocument, nextOffset, blockIndex)
    let end = unsafe bytes.count - PostingsFormat.blockHeaderSize
    while index + 1 < fullBlockCount, offset <= end {
      // SAFETY: the line before says that a header lies there.
      let word = UInt64(
        littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let next = UInt32(truncatingIfNeeded: word)
      guard next < target, next < documentCount, Int(next) - Int(last) >= BitPacking.blockSize
      else { break }
      last = next
      index += 1
      offset += PostingsFormat.blockHeaderSize + Int(truncatingIfNeeded: word >> 32 & 0xFFFF)
    }
    (lastDocument, nextOffset, blockIndex) = (last, offset, index)
  }

  private static func readListImpacts(
    _ list: ByteView, at offset: inout Int, into impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) -> Int {
    let head = try list.byte(at: &offset)
    guard 1...UInt8(PostingsFormat.maximumListImpacts) ~= head else {
      throw list.damage(at: 0, expected: "a posting list with 1 to 16 impacts", found: head)
    }
    unsafe try ImpactCoding.read(Int(head), from: list, at: &offset, into: impacts)
    return Int(head)
  }

  /// Reads what is enough to skip the block `blockIndex`.
  ///
  /// Each call comes nearer to the end of the list, or throws.
  private mutating func readHeader() throws(CodecError) {
    let start = nextOffset
    if blockIndex < fullBlockCount {
      try readFullHeader()
    } else if blockIndex == fullBlockCount, documentFrequency % UInt32(BitPacking.blockSize) > 0 {
      header = try PostingsBlockHeader(
        tailOf: list, at: &nextOffset, count: Int(documentFrequency) % BitPacking.blockSize,
        after: lastDocumentBefore)
    } else {
      header = PostingsBlockHeader()
      lastDocument = DocumentID.end.rawValue
      return
    }
    // Adding 1 takes the −1 before the first document to 0.
    let span = Int(header.lastDocument) + 1 - Int(lastDocumentBefore &+ 1)
    guard span >= header.count, header.lastDocument < documentCount else {
      throw list.damage(
        at: start,
        expected: "a last document that leaves room for all of a block, below "
          + "\(documentCount)", found: header.lastDocument)
    }
    lastDocument = header.lastDocument
    bodyOffset = nextOffset
    nextOffset += header.bodySize
  }

  private mutating func readFullHeader() throws(CodecError) {
    let offset = nextOffset
    guard unsafe offset <= bytes.count - PostingsFormat.blockHeaderSize else {
      header = try PostingsBlockHeader(fullBlockOf: list, at: &nextOffset)
      return
    }
    // SAFETY: the line before says that a header lies there.
    let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    header = PostingsBlockHeader(fullBlock: UInt64(littleEndian: word))
    nextOffset = offset + PostingsFormat.blockHeaderSize
  }
}

// MARK: - The body of a block

extension PostingsWalker {
  /// Reads the mark and the impacts of the current block; 0 of them once the list is exhausted.
  ///
  /// - Parameter impacts: room for 16.
  /// - Returns: how many there are.
  /// - Throws: ``CodecError``.
  public mutating func readImpacts(
    into impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) -> Int {
    precondition(impacts.count >= PostingsFormat.maximumListImpacts)
    guard header.count > 0 else { return 0 }
    var offset = fullBlockCount == 0 ? 0 : bodyOffset
    if fullBlockCount == 0 {
      positionMark = PositionMark()
      return unsafe try Self.readListImpacts(list, at: &offset, into: impacts)
    }
    positionMark.blockOffset = try list.varint(at: &offset)
    positionMark.index = UInt32(try list.byte(at: &offset))
    let count = Int(try list.byte(at: &offset))
    guard 1...PostingsFormat.maximumBlockImpacts ~= count else {
      throw list.damage(at: offset - 1, expected: "1 to 8 impacts", found: count)
    }
    unsafe try ImpactCoding.read(count, from: list, at: &offset, into: impacts)
    if !isTail { try checkBody(from: offset, isExact: true) }
    return count
  }

  /// The best ratio of frequency and norm among the impacts of the current block, which has some.
  ///
  /// - Parameter inverses: what to multiply a frequency by, for each of the 256 length codes.
  /// - Throws: ``CodecError``.
  package mutating func bestRatio(_ inverses: UnsafePointer<Float>) throws(CodecError) -> Float {
    var ratio: Float = 0
    // SAFETY: the kernel reads only what lies behind `bodyOffset`.
    let next = unsafe quern_best_ratio(
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bodyOffset, bytes.count,
      UInt32(PostingsFormat.maximumBlockImpacts), inverses, &ratio)
    guard next > 0, isTail || next == gapsOffset else {
      throw list.damage(
        at: bodyOffset, expected: "a mark and 1 to 8 impacts before the postings",
        found: "other bytes")
    }
    return ratio
  }

  /// Whether blocks have impacts of their own: a list of one tail has only those of the list.
  package var hasBlockImpacts: Bool { fullBlockCount > 0 }

  /// Unpacks the documents of the current block, and of a tail the frequencies too.
  ///
  /// - Parameters:
  ///   - documents: room for 128; the first ``count`` are written.
  ///   - frequencies: room for 128; written in a tail only, where both stand together.
  /// - Throws: ``CodecError`` where the documents do not ascend to the block's last one.
  public mutating func unpackDocuments(
    into documents: UnsafeMutableBufferPointer<UInt32>,
    frequencies: UnsafeMutableBufferPointer<UInt32>
  ) throws(CodecError) {
    precondition(documents.count >= BitPacking.blockSize)
    precondition(frequencies.count >= BitPacking.blockSize)
    guard header.count > 0 else { return }
    if isTail { return unsafe try unpackTail(into: documents, frequencies) }
    try checkBody(from: bodyOffset, isExact: false)
    unsafe BitPacking.unpackAscending(
      bytes, at: gapsOffset, width: header.gapWidth, previous: lastDocumentBefore,
      into: documents)
    unsafe try check(documents)
  }

  /// Unpacks the frequencies of the current block, which is no tail.
  ///
  /// - Parameter frequencies: room for 128.
  /// - Throws: ``CodecError``.
  public mutating func unpackFrequencies(
    into frequencies: UnsafeMutableBufferPointer<UInt32>
  ) throws(CodecError) {
    precondition(frequencies.count >= BitPacking.blockSize)
    guard header.count > 0, !isTail else { return }
    try checkBody(from: bodyOffset, isExact: false)
    unsafe BitPacking.unpack(
      bytes, at: frequenciesOffset, width: header.frequencyWidth, base: 1,
      into: frequencies)
    // Only a stored 2^32 − 1 wraps to 0.
    guard header.frequencyWidth == 32 else { return }
    for index in 0..<BitPacking.blockSize where unsafe frequencies[index] == 0 {
      throw frequencyDamage(at: frequenciesOffset)
    }
  }

  /// Where the packed frequencies of the current block begin, which is no tail, and their width: for
  /// who wants only some of them.
  ///
  /// 16 · width bytes lie there, valid as long as the list's file is mapped. A value of 2³² − 1 is
  /// damage, which only ``unpackFrequencies(into:)`` tells.
  ///
  /// - Throws: ``CodecError``.
  package mutating func packedFrequencies() throws(CodecError) -> (
    bytes: UnsafeRawPointer?, width: Int
  ) {
    try checkBody(from: bodyOffset, isExact: false)
    // SAFETY: checkBody says that the frequencies lie in the list.
    return (unsafe bytes.baseAddress?.advanced(by: frequenciesOffset), header.frequencyWidth)
  }

  /// Gaps and frequencies are the end of the body: they can be found without reading the rest.
  private var gapsOffset: Int {
    nextOffset - BitPacking.byteCount(width: header.gapWidth + header.frequencyWidth)
  }

  private var frequenciesOffset: Int {
    nextOffset - BitPacking.byteCount(width: header.frequencyWidth)
  }

  /// Makes sure that a block's gaps and frequencies lie in the list, behind `offset` or, exactly,
  /// at it.
  private func checkBody(from offset: Int, isExact: Bool) throws(CodecError) {
    let most = BitPacking.maximumWidth
    let start = gapsOffset
    let fits = header.gapWidth <= most && header.frequencyWidth <= most
    guard fits, unsafe nextOffset <= bytes.count, isExact ? start == offset : start >= offset else {
      throw bodyDamage(at: offset)
    }
  }

  @inline(never)
  private func bodyDamage(at offset: Int) -> CodecError {
    let most = BitPacking.maximumWidth
    guard header.gapWidth <= most, header.frequencyWidth <= most else {
      return list.damage(
        at: bodyOffset - PostingsFormat.blockHeaderSize, expected: "widths of at most 32",
        found: "\(header.gapWidth) and \(header.frequencyWidth)")
    }
    return list.damage(
      at: offset, expected: "\(nextOffset - gapsOffset) bytes of postings",
      found: nextOffset - offset)
  }

  /// Makes sure that the documents ascend strictly up to the header's last one.
  ///
  /// The sum of 128 gaps of up to 24 bits is below 2³², so it cannot come around to a last document
  /// that is right: then none of the sums before it came around either.
  private func check(_ documents: UnsafeMutableBufferPointer<UInt32>) throws(CodecError) {
    let last = unsafe documents[BitPacking.blockSize - 1]
    var isAscending = last == lastDocument
    if header.gapWidth > 24 {
      if unsafe documents[0] < lastDocumentBefore &+ 1 { isAscending = false }
      for index in 1..<BitPacking.blockSize where unsafe documents[index - 1] >= documents[index] {
        isAscending = false
      }
    }
    guard isAscending else {
      throw list.damage(
        at: gapsOffset, expected: "documents that ascend to \(lastDocument)", found: last)
    }
  }

  /// Reads documents and frequencies of the tail, which stand together.
  private func unpackTail(
    into documents: UnsafeMutableBufferPointer<UInt32>,
    _ frequencies: UnsafeMutableBufferPointer<UInt32>
  ) throws(CodecError) {
    var offset = bodyOffset
    if fullBlockCount > 0 { try skipMarkAndImpacts(&offset) }
    // SAFETY: the kernel reads only what lies behind `offset`, and writes as many values as there are
    // documents, for which the caller has room.
    let next = unsafe quern_unpack_tail(
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), offset, bytes.count,
      UInt32(header.count), lastDocumentBefore &+ 1, lastDocument, documents.baseAddress,
      frequencies.baseAddress)
    guard next > 0 else {
      throw list.damage(
        at: offset,
        expected: "\(header.count) documents that ascend to \(lastDocument), "
          + "with frequencies below 2^32", found: "other bytes")
    }
  }

  private func skipMarkAndImpacts(_ offset: inout Int) throws(CodecError) {
    _ = try list.varint(at: &offset)
    _ = try list.byte(at: &offset)
    for _ in 0..<(try list.byte(at: &offset)) {
      _ = try list.varint(at: &offset)
      _ = try list.byte(at: &offset)
    }
  }

  private func frequencyDamage(at offset: Int) -> CodecError {
    list.damage(at: offset, expected: "frequencies below 2^32", found: "2^32")
  }
}
