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
  let bytes: UnsafeRawBufferPointer

  /// The number of documents in the whole list.
  public let documentFrequency: UInt32

  /// Where the walker stands: who keeps a copy can lead it back there, or ahead.
  package var place: PostingsPlace

  /// Where the positions of the current block's first document begin; valid after
  /// ``readImpacts(into:)``.
  public internal(set) var positionMark = PositionMark()

  /// From the start of the list to the end of the section: the list itself tells where it ends.
  let list: ByteView
  let documentCount: UInt32
  let fullBlockCount: UInt32
  let listImpactCount: Int

  /// Whether the tail is packed.
  let hasPackedTail: Bool

  /// Where the headers of all blocks stand side by side; 0 where each stands before its block.
  let directoryOffset: Int

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
    hasPackedTail = try list.byte(at: &offset) & PostingsFormat.packedTailFlag != 0
    offset = 0
    listImpactCount = unsafe try Self.readListImpacts(list, at: &offset, into: impacts)
    directoryOffset = try Self.directoryOffset(list, fullBlockCount, behindImpacts: offset)
    let isListed = directoryOffset > 0
    place = PostingsPlace(
      nextOffset: offset + (isListed ? PostingsFormat.directorySize(of: Int(fullBlockCount)) : 0))
    try readHeader()
  }

  /// The last document of the current block; `DocumentID.end.rawValue` once the list is exhausted.
  public private(set) var lastDocument: UInt32 {
    @inline(__always) get { place.lastDocument }
    @inline(__always) set { place.lastDocument = newValue }
  }

  /// The last document of the block before; 2³² − 1 in the first block.
  public private(set) var lastDocumentBefore: UInt32 {
    @inline(__always) get { place.lastDocumentBefore }
    @inline(__always) set { place.lastDocumentBefore = newValue }
  }

  var header: PostingsBlockHeader { place.header }
  var bodyOffset: Int { place.bodyOffset }
  var nextOffset: Int { place.nextOffset }
  private var blockIndex: UInt32 { place.blockIndex }

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
    place.blockIndex += 1
    lastDocumentBefore = lastDocument
    try readHeader()
  }

  /// Moves to the first block whose last document is ≥ `target`; stays put if already there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(log blocks skipped) in a list with a directory, as all of 4 blocks or more have but in
  ///   older files; O(blocks skipped) without, 8 bytes read of each. Nothing is unpacked.
  public mutating func seekBlock(_ target: UInt32) throws(CodecError) {
    guard lastDocument < target else { return }
    if hasDirectory {
      try seekListed(target)
      guard lastDocument < target else { return }
    } else {
      passOver(until: target)
    }
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
    (place.lastDocument, place.nextOffset, place.blockIndex) = (last, offset, index)
  }

  /// Moves to a block ahead; where that is the tail, `nextOffset` says where it begins.
  mutating func enter(block: UInt32, after last: UInt32) throws(CodecError) {
    place.blockIndex = block
    lastDocumentBefore = last
    try readHeader()
  }

  /// Where the headers stand side by side, all of them in the list; 0 where they do not.
  private static func directoryOffset(
    _ list: ByteView, _ blockCount: UInt32, behindImpacts offset: Int
  ) throws(CodecError) -> Int {
    var start = 0
    guard try list.byte(at: &start) & PostingsFormat.directoryFlag != 0 else { return 0 }
    let size = PostingsFormat.directorySize(of: Int(blockCount))
    guard blockCount > 0, size <= list.count - offset else {
      throw list.damage(
        at: 0, expected: "headers of \(blockCount) blocks", found: "\(list.count - offset) bytes")
    }
    return offset
  }

  static func readListImpacts(
    _ list: ByteView, at offset: inout Int, into impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) -> Int {
    let flags = PostingsFormat.directoryFlag | PostingsFormat.packedTailFlag
    let head = try list.byte(at: &offset) & ~flags
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
      place.header = try PostingsBlockHeader(
        tailOf: list, at: &place.nextOffset, count: Int(documentFrequency) % BitPacking.blockSize,
        after: lastDocumentBefore)
    } else {
      place.header = PostingsBlockHeader()
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
    place.bodyOffset = nextOffset
    place.nextOffset += header.bodySize
  }

  private mutating func readFullHeader() throws(CodecError) {
    if hasDirectory { return readListedHeader() }
    let offset = nextOffset
    guard unsafe offset <= bytes.count - PostingsFormat.blockHeaderSize else {
      place.header = try PostingsBlockHeader(fullBlockOf: list, at: &place.nextOffset)
      return
    }
    // SAFETY: the line before says that a header lies there.
    let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    place.header = PostingsBlockHeader(fullBlock: UInt64(littleEndian: word))
    place.nextOffset = offset + PostingsFormat.blockHeaderSize
  }
}
