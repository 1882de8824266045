/// Says how long a field is in each document of a segment, as length codes.
public struct LengthReader: Sendable {
  /// The codes of some documents, in step with them, in place of what `codes` held.
  ///
  /// A document without the field has code 0. Documents must lie in the segment.
  ///
  /// - Throws: ``CodecError``.
  public func read(
    _ documents: borrowing Span<UInt32>, into codes: inout [UInt8]
  ) throws(CodecError) { fatalError() }

  /// The code of one document.
  ///
  /// - Throws: ``CodecError``.
  public func code(of document: UInt32) throws(CodecError) -> UInt8 { fatalError() }
}
