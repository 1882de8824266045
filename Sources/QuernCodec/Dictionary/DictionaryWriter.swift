import QuernStorage

/// Writes the dictionary of one field, term after term; ``DictionaryFormat`` has the layout.
public struct DictionaryWriter: Sendable {
  private var blocks = ByteWriter()
  private var takenByteCount: UInt64 = 0
  private var headEnds = ByteWriter()
  private var blockOffsets = ByteWriter()
  private var heads = ByteWriter()
  private var starts: [DictionaryLetters.Start] = []
  private var lastTerm: [UInt8] = []
  private var lastEntry = TermEntry(
    documentFrequency: 0, totalFrequency: 0, postingsOffset: 0, positionsOffset: 0)

  /// The number of terms so far.
  public private(set) var termCount: UInt64 = 0

  /// Starts a dictionary without terms.
  public init() {}

  /// The bytes of all blocks so far, taken ones included.
  public var blocksByteCount: UInt64 { takenByteCount + UInt64(blocks.count) }

  /// Appends a term.
  ///
  /// - Parameters:
  ///   - term: above the term before in byte order, at most 65,535 bytes.
  ///   - entry: what a reader gets for it; offsets must not descend.
  public mutating func append(_ term: [UInt8], entry: TermEntry) {
    append(term[...], entry: entry)
  }

  /// Appends a term whose bytes are a part of an array.
  public mutating func append(_ term: ArraySlice<UInt8>, entry: TermEntry) {
    precondition(
      term.count <= DictionaryFormat.maximumTermLength, "a term of more than 65,535 bytes")
    precondition(
      entry.documentFrequency > 0 && entry.totalFrequency >= UInt64(entry.documentFrequency),
      "a term occurs in a document, at least once in each")
    let shared = sharedCount(term)
    precondition(
      termCount == 0 || isAbove(term, sharing: shared), "terms must ascend strictly")
    let startsBlock = termCount % UInt64(DictionaryFormat.termsPerBlock) == 0
    if startsBlock { startBlock(with: term, sharing: shared) }
    let suffix = term[(term.startIndex + shared)...]
    if !startsBlock { blocks.writeVarint(shared) }
    blocks.writeVarint(startsBlock ? term.count : suffix.count)
    blocks.write(startsBlock ? term : suffix)
    write(entry)
    lastTerm.removeLast(lastTerm.count - shared)
    lastTerm.append(contentsOf: suffix)
    lastEntry = entry
    termCount += 1
  }

  /// Hands out the bytes of the blocks section that were written since the last call.
  public mutating func takeBlocks() -> [UInt8] {
    takenByteCount += UInt64(blocks.count)
    defer { blocks = ByteWriter() }
    return blocks.bytes
  }

  /// The bytes of the index section; call it after the last term.
  public func index() -> [UInt8] {
    var index = ByteWriter()
    index.writeFixed(termCount)
    index.write(headEnds.bytes)
    index.write(blockOffsets.bytes)
    index.write(heads.bytes)
    return index.bytes
  }

  /// The bytes of the section of letters; `nil` where the blocks are too few for one.
  ///
  /// Call it after the last term.
  public func letters() -> [UInt8]? {
    letters(leastBlocks: DictionaryFormat.leastBlocksWithLetters)
  }

  /// The same, written from so many blocks on.
  package func letters(leastBlocks: Int) -> [UInt8]? {
    starts.count < leastBlocks ? nil : DictionaryLetters(starts).bytes
  }

  /// How many bytes a term begins with that the last one begins with, too.
  private func sharedCount(_ term: ArraySlice<UInt8>) -> Int {
    let (last, new) = (lastTerm.span, term.span)
    let most = min(last.count, new.count)
    var count = 0
    while count < most, last[count] == new[count] { count += 1 }
    return count
  }

  private func isAbove(_ term: ArraySlice<UInt8>, sharing shared: Int) -> Bool {
    guard shared < lastTerm.count else { return shared < term.count }
    return shared < term.count && term[term.startIndex + shared] > lastTerm[shared]
  }

  private mutating func startBlock(with term: ArraySlice<UInt8>, sharing shared: Int) {
    let head = term.prefix(termCount > 0 ? shared + 1 : 0)
    heads.write(head)
    starts.append(DictionaryLetters.Start(head))
    precondition(heads.count <= Int(UInt32.max), "4 GB of block heads")
    headEnds.writeFixed(UInt32(heads.count))
    blockOffsets.writeFixed(blocksByteCount)
    lastEntry.postingsOffset = 0
    lastEntry.positionsOffset = 0
  }

  private mutating func write(_ entry: TermEntry) {
    precondition(
      entry.postingsOffset >= lastEntry.postingsOffset
        && entry.positionsOffset >= lastEntry.positionsOffset, "offsets must not descend")
    blocks.writeVarint(entry.documentFrequency)
    blocks.writeVarint(entry.totalFrequency - UInt64(entry.documentFrequency))
    blocks.writeVarint(entry.postingsOffset - lastEntry.postingsOffset)
    blocks.writeVarint(entry.positionsOffset - lastEntry.positionsOffset)
  }
}
