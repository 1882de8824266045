public import QuernStorage

/// A place in a term's list of positions.
public struct PositionMark: Sendable, Hashable {
  /// In bytes from the start of the term's list: where the packed block begins.
  public var blockOffset: UInt64

  /// How many positions of that block come before the place.
  public var index: UInt32

  public init(blockOffset: UInt64 = 0, index: UInt32 = 0) {
    self.blockOffset = blockOffset
    self.index = index
  }
}

/// Reads the positions of one term, document after document. Belongs to one task.
public struct PositionsCursor: Sendable {
  /// Opens the list that a dictionary entry names.
  ///
  /// - Throws: ``CodecError``.
  public init(_ positions: ByteView, entry: TermEntry) throws(CodecError) { fatalError() }

  /// Moves to the positions of a block's first document.
  ///
  /// - Throws: ``CodecError``.
  public mutating func seek(_ mark: PositionMark) throws(CodecError) { fatalError() }

  /// Passes over positions: the sum of the frequencies of the documents that are not wanted.
  ///
  /// - Throws: ``CodecError``.
  public mutating func skip(_ count: Int) throws(CodecError) { fatalError() }

  /// Reads the positions of one document, ascending, in place of what `positions` held.
  ///
  /// - Parameter count: the document's frequency.
  /// - Throws: ``CodecError``.
  public mutating func read(_ count: Int, into positions: inout [UInt32]) throws(CodecError) {
    fatalError()
  }
}
