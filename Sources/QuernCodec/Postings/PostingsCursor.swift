public import QuernModel
public import QuernStorage

/// Moves over one posting list of a segment.
///
/// Belongs to one task. Every block that is unpacked is checked: documents ascend and stay below
/// `documentCount`, whatever the bytes are. After an error the cursor is of no more use.
/// ``PostingsFormat`` has the layout.
public struct PostingsCursor: ImpactCursor, Sendable {
  /// What is thrown for damaged lists.
  public typealias Failure = CodecError

  /// The number of documents in the whole list.
  public let documentFrequency: UInt32

  /// The last document of the current block; `DocumentID.end.rawValue` once the list is exhausted.
  public private(set) var lastDocument: UInt32 = PostingsFormat.beforeFirst

  /// The impacts of the whole list, 1 to 16 of them.
  public let listImpacts: [Impact]

  /// The impacts of the current block, 1 to 16 of them; empty once the list is exhausted.
  public private(set) var blockImpacts: [Impact] = []

  /// Where the positions of the current block's first document begin.
  public private(set) var positionMark = PositionMark()

  /// From the start of the list to the end of the section: the list itself tells where it ends.
  private let list: ByteView
  private let documentCount: UInt32
  private let fullBlockCount: UInt32

  /// The number of the current block; the tail's is `fullBlockCount`.
  private var blockIndex: UInt32 = 0
  private var nextOffset: Int

  // The current block.
  private var header = PostingsBlockHeader()
  private var lastDocumentBefore = PostingsFormat.beforeFirst
  private var packedOffset = 0
  private var loadedDocuments = 0
  private var loadedFrequencies = 0

  /// 128 values each, made when they are first needed and used for all blocks.
  private var documentBuffer: [UInt32] = []
  private var frequencyBuffer: [UInt32] = []

  /// Opens the list that a dictionary entry names, on its first block.
  ///
  /// - Parameters:
  ///   - postings: all posting lists of the field.
  ///   - entry: what the dictionary says of the term.
  ///   - documentCount: the number of documents in the segment.
  /// - Throws: ``CodecError``.
  public init(
    _ postings: ByteView, entry: TermEntry, documentCount: UInt32
  ) throws(CodecError) {
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
    documentFrequency = entry.documentFrequency
    self.documentCount = documentCount
    fullBlockCount = entry.documentFrequency / UInt32(BitPacking.blockSize)
    var offset = 0
    listImpacts = try Self.readListImpacts(list, at: &offset)
    nextOffset = offset
    try readHeader()
    try enterBlock()
  }

  /// Moves to the next block; stays at the end once there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1); nothing is unpacked.
  public mutating func nextBlock() throws(CodecError) {
    try skipBlock()
    try enterBlock()
  }

  /// Moves to the first block whose last document is ≥ `target`; stays put if already there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(blocks skipped), 8 bytes read of each; nothing is unpacked.
  public mutating func seekBlock(_ target: UInt32) throws(CodecError) {
    guard lastDocument < target else { return }
    repeat { try skipBlock() } while lastDocument < target
    try enterBlock()
  }

  /// Unpacks the documents of the current block; free when done before.
  ///
  /// - Throws: ``CodecError`` where they do not ascend to the block's last one.
  public mutating func loadDocuments() throws(CodecError) {
    guard loadedDocuments == 0, header.count > 0 else { return }
    if blockIndex == fullBlockCount { return try loadTail() }
    makeBuffers()
    BitPacking.unpackAscending(
      list.bytes, at: packedOffset, width: header.gapWidth, previous: lastDocumentBefore,
      into: &documentBuffer)
    try checkDocuments()
    loadedDocuments = header.count
  }

  /// The documents of the current block, ascending; empty before ``loadDocuments()``.
  public var documents: Span<UInt32> {
    @_lifetime(borrow self) get { documentBuffer.span.extracting(first: loadedDocuments) }
  }

  /// Unpacks the frequencies of the current block; free when done before.
  ///
  /// - Throws: ``CodecError``.
  public mutating func loadFrequencies() throws(CodecError) {
    guard loadedFrequencies == 0, header.count > 0 else { return }
    if blockIndex == fullBlockCount { return try loadTail() }
    makeBuffers()
    let offset = packedOffset + BitPacking.byteCount(width: header.gapWidth)
    BitPacking.unpack(
      list.bytes, at: offset, width: header.frequencyWidth, base: 1, into: &frequencyBuffer)
    // Only a stored 2^32 − 1 wraps to 0.
    if header.frequencyWidth == 32, frequencyBuffer.contains(0) {
      throw list.damage(at: offset, expected: "frequencies below 2^32", found: "2^32")
    }
    loadedFrequencies = header.count
  }

  /// The frequencies, in step with ``documents``, from 1; empty before ``loadFrequencies()``.
  public var frequencies: Span<UInt32> {
    @_lifetime(borrow self) get { frequencyBuffer.span.extracting(first: loadedFrequencies) }
  }
}

// MARK: - From block to block

extension PostingsCursor {
  private static func readListImpacts(
    _ list: ByteView, at offset: inout Int
  ) throws(CodecError) -> [Impact] {
    let head = try list.byte(at: &offset)
    guard 1...UInt8(PostingsFormat.maximumListImpacts) ~= head else {
      throw list.damage(at: 0, expected: "a posting list with 1 to 16 impacts", found: head)
    }
    var impacts: [Impact] = []
    try ImpactCoding.read(Int(head), from: list, at: &offset, into: &impacts)
    return impacts
  }

  /// Goes on to the next block's header.
  ///
  /// Each call comes nearer to the end of the list, or throws.
  private mutating func skipBlock() throws(CodecError) {
    guard header.count > 0 else { return }
    blockIndex += 1
    lastDocumentBefore = lastDocument
    loadedDocuments = 0
    loadedFrequencies = 0
    try readHeader()
  }

  /// Reads what is enough to skip the block `blockIndex`.
  private mutating func readHeader() throws(CodecError) {
    let start = nextOffset
    if blockIndex < fullBlockCount {
      header = try PostingsBlockHeader(fullBlockOf: list, at: &nextOffset)
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
    packedOffset = nextOffset
    nextOffset += header.bodySize
  }

  /// Reads the mark and the impacts of the block whose header was read.
  private mutating func enterBlock() throws(CodecError) {
    guard header.count > 0 else {
      blockImpacts.removeAll(keepingCapacity: true)
      return
    }
    if fullBlockCount == 0 {
      positionMark = PositionMark()
      blockImpacts = listImpacts
      return
    }
    try readMarkAndImpacts()
    guard blockIndex < fullBlockCount else { return }
    let size = BitPacking.byteCount(width: header.gapWidth + header.frequencyWidth)
    guard nextOffset <= list.count, packedOffset + size == nextOffset else {
      throw list.damage(
        at: packedOffset, expected: "\(size) bytes of postings", found: nextOffset - packedOffset)
    }
  }

  private mutating func readMarkAndImpacts() throws(CodecError) {
    guard header.gapWidth <= BitPacking.maximumWidth,
      header.frequencyWidth <= BitPacking.maximumWidth
    else {
      throw list.damage(
        at: packedOffset - PostingsFormat.blockHeaderSize, expected: "widths of at most 32",
        found: "\(header.gapWidth) and \(header.frequencyWidth)")
    }
    positionMark.blockOffset = try list.varint(at: &packedOffset)
    positionMark.index = UInt32(try list.byte(at: &packedOffset))
    let count = Int(try list.byte(at: &packedOffset))
    guard 1...PostingsFormat.maximumBlockImpacts ~= count else {
      throw list.damage(at: packedOffset - 1, expected: "1 to 8 impacts", found: count)
    }
    try ImpactCoding.read(count, from: list, at: &packedOffset, into: &blockImpacts)
  }
}

// MARK: - Unpacking

extension PostingsCursor {
  private mutating func makeBuffers() {
    guard documentBuffer.isEmpty else { return }
    documentBuffer = [UInt32](repeating: 0, count: BitPacking.blockSize)
    frequencyBuffer = [UInt32](repeating: 0, count: BitPacking.blockSize)
  }

  /// Makes sure that the documents ascend strictly up to the header's last one.
  ///
  /// The sum of 128 gaps of up to 24 bits is below 2³², so it cannot come around to a last document
  /// that is right: then none of the sums before it came around either.
  private func checkDocuments() throws(CodecError) {
    let last = documentBuffer[BitPacking.blockSize - 1]
    var isAscending = last == lastDocument
    if header.gapWidth > 24 {
      isAscending = isAscending && zip(documentBuffer, documentBuffer.dropFirst()).allSatisfy(<)
      isAscending = isAscending && documentBuffer[0] >= lastDocumentBefore &+ 1
    }
    guard isAscending else {
      throw list.damage(
        at: packedOffset, expected: "documents that ascend to \(lastDocument)", found: last)
    }
  }

  /// Reads documents and frequencies of the tail, which stand together.
  private mutating func loadTail() throws(CodecError) {
    makeBuffers()
    var offset = packedOffset
    var next = UInt64(lastDocumentBefore &+ 1)
    for index in 0..<header.count {
      let key = try list.varint(at: &offset)
      let isLast = index == header.count - 1
      let document = isLast ? UInt64(lastDocument) : next + key >> 1
      // All but the last lie below the last, so that the last one ascends too.
      guard isLast ? key >> 1 == 0 : document < UInt64(lastDocument) else {
        throw list.damage(
          at: offset, expected: "documents that ascend to \(lastDocument)", found: document)
      }
      next = document + 1
      documentBuffer[index] = UInt32(document)
      frequencyBuffer[index] = key & 1 == 1 ? 1 : try readFrequency(at: &offset)
    }
    loadedDocuments = header.count
    loadedFrequencies = header.count
  }

  private func readFrequency(at offset: inout Int) throws(CodecError) -> UInt32 {
    let start = offset
    let stored = try list.varint32(at: &offset)
    guard stored <= .max - 2 else {
      throw list.damage(at: start, expected: "a frequency below 2^32", found: stored)
    }
    return stored + 2
  }
}
