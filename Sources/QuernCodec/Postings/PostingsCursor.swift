public import QuernModel
public import QuernStorage

/// Moves over one posting list of a segment.
///
/// Belongs to one task. Every block that is unpacked is checked: documents ascend and stay below
/// `documentCount`, whatever the bytes are.
public struct PostingsCursor: ImpactCursor, Sendable {
  public typealias Failure = CodecError

  public let documentFrequency: UInt32
  public private(set) var lastDocument: UInt32
  public let listImpacts: [Impact]
  public private(set) var blockImpacts: [Impact]

  /// Where the positions of the current block's first document begin.
  public private(set) var positionMark: PositionMark

  /// Opens the list that a dictionary entry names, on its first block.
  ///
  /// - Throws: ``CodecError``.
  public init(
    _ postings: ByteView, entry: TermEntry, documentCount: UInt32
  ) throws(CodecError) { fatalError() }

  public mutating func nextBlock() throws(CodecError) { fatalError() }

  public mutating func seekBlock(_ target: UInt32) throws(CodecError) { fatalError() }

  public mutating func loadDocuments() throws(CodecError) { fatalError() }

  public var documents: Span<UInt32> {
    @_lifetime(borrow self) get { fatalError() }
  }

  public mutating func loadFrequencies() throws(CodecError) { fatalError() }

  public var frequencies: Span<UInt32> {
    @_lifetime(borrow self) get { fatalError() }
  }
}
