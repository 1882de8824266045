public import QuernCodec
public import QuernModel

/// One searchable field of a segment.
public struct FieldReader: Sendable {
  public let name: FieldName

  /// Of this segment alone.
  public let statistics: FieldStatistics

  /// The length of the field in each document.
  public let lengths: LengthReader

  /// The entry of a term; `nil` where the field does not have it.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  public func find(_ term: [UInt8]) throws(IndexError) -> TermEntry? { fatalError() }

  /// The posting list of a term.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  public func postings(_ entry: TermEntry) throws(IndexError) -> PostingsCursor { fatalError() }

  /// The positions of a term.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  public func positions(_ entry: TermEntry) throws(IndexError) -> PositionsCursor { fatalError() }
}
