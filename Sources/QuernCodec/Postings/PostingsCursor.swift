public import QuernModel
public import QuernStorage

/// Moves over one posting list of a segment, and keeps what it unpacks.
///
/// Belongs to one task. Every block that is entered is checked, whatever the bytes are. After an
/// error the cursor is of no more use.
public struct PostingsCursor: ImpactCursor, Sendable {
  /// What is thrown for damaged lists.
  public typealias Failure = CodecError

  /// The impacts of the whole list, 1 to 16 of them.
  public let listImpacts: [Impact]

  /// The impacts of the current block, 1 to 16 of them; empty once the list is exhausted.
  public private(set) var blockImpacts: [Impact] = []

  private var walker: PostingsWalker
  private var buffers = PostingsBuffers()

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
    walker = try buffers.open(postings, entry: entry, documentCount: documentCount)
    listImpacts = Array(buffers.impacts.prefix(walker.impactCount))
    try enterBlock()
  }

  /// The number of documents in the whole list.
  public var documentFrequency: UInt32 { walker.documentFrequency }

  /// The last document of the current block; `DocumentID.end.rawValue` once the list is exhausted.
  public var lastDocument: UInt32 { walker.lastDocument }

  /// Where the positions of the current block's first document begin.
  public var positionMark: PositionMark { walker.positionMark }

  /// Moves to the next block; stays at the end once there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1); nothing is unpacked.
  public mutating func nextBlock() throws(CodecError) {
    try walker.nextBlock()
    try enterBlock()
  }

  /// Moves to the first block whose last document is ≥ `target`; stays put if already there.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(log blocks skipped) in a list with a directory, as all of 4 blocks or more have but in
  ///   older files; O(blocks skipped) without, 8 bytes read of each. Nothing is unpacked.
  public mutating func seekBlock(_ target: UInt32) throws(CodecError) {
    guard lastDocument < target else { return }
    try walker.seekBlock(target)
    try enterBlock()
  }

  /// Unpacks the documents of the current block; free when done before.
  ///
  /// - Throws: ``CodecError`` where they do not ascend to the block's last one.
  public mutating func loadDocuments() throws(CodecError) {
    try buffers.loadDocuments(&walker)
  }

  /// The documents of the current block, ascending; empty before ``loadDocuments()``.
  public var documents: Span<UInt32> {
    @_lifetime(borrow self) get { buffers.documents.span.extracting(first: buffers.documentCount) }
  }

  /// Unpacks the frequencies of the current block; free when done before.
  ///
  /// - Throws: ``CodecError``.
  public mutating func loadFrequencies() throws(CodecError) {
    try buffers.loadFrequencies(&walker)
  }

  /// The frequencies, in step with ``documents``, from 1; empty before ``loadFrequencies()``.
  public var frequencies: Span<UInt32> {
    @_lifetime(borrow self) get {
      buffers.frequencies.span.extracting(first: buffers.frequencyCount)
    }
  }

  /// Reads the mark and the impacts of the block to which the walker came.
  private mutating func enterBlock() throws(CodecError) {
    let count = try buffers.enterBlock(&walker)
    blockImpacts.removeAll(keepingCapacity: true)
    blockImpacts.append(contentsOf: buffers.impacts.prefix(count))
  }
}
