package import QuernCodec
package import QuernIndex
package import QuernModel

/// What matching needs of one field of a segment.
package protocol SearchableField: Sendable {
  associatedtype Postings: SearchablePostings
  associatedtype Positions: SearchablePositions
  associatedtype Lengths: SearchableLengths

  /// The length of the field in each document.
  var lengths: Lengths { get }

  /// The entry of a term; `nil` where the field does not have it.
  func find(_ term: [UInt8]) throws(IndexError) -> TermEntry?

  /// The posting list of a term.
  func postings(_ entry: TermEntry) throws(IndexError) -> Postings

  /// The positions of a term.
  func positions(_ entry: TermEntry) throws(IndexError) -> Positions
}

/// A posting list that knows its impacts and where its positions lie.
package protocol SearchablePostings: ImpactCursor, Sendable where Failure == CodecError {
  /// Where the positions of the current block's first document begin.
  var positionMark: PositionMark { get }
}

/// The positions of one term, document after document.
package protocol SearchablePositions: Sendable {
  /// Moves to the positions of a block's first document.
  mutating func seek(_ mark: PositionMark) throws(CodecError)

  /// Passes over positions.
  mutating func skip(_ count: Int) throws(CodecError)

  /// Reads the positions of one document, ascending, in place of what `positions` held.
  mutating func read(_ count: Int, into positions: inout [UInt32]) throws(CodecError)
}

/// The lengths of a field as length codes.
package protocol SearchableLengths: Sendable {
  /// The codes of some documents, in step with them, in place of what `codes` held.
  func read(
    _ documents: borrowing Span<UInt32>, into codes: inout [UInt8]
  ) throws(CodecError)
}

extension FieldReader: SearchableField {}
extension PostingsCursor: SearchablePostings {}
extension PositionsCursor: SearchablePositions {}
extension LengthReader: SearchableLengths {}
