import QuernStorage

// Reading at an offset that the caller keeps. A cursor moves back and forth between the header and
// the body of a block; a ``ByteReader`` for each would cost a retain and a release.
extension ByteView {
  /// Reads one byte and moves the offset past it.
  @inline(__always)
  func byte(at offset: inout Int) throws(CodecError) -> UInt8 {
    let byte = try integer(UInt8.self, at: offset)
    offset += 1
    return byte
  }

  /// Reads an integer of fixed size.
  @inline(__always)
  func integer<Integer: FixedWidthInteger & BitwiseCopyable>(
    _ type: Integer.Type, at offset: Int
  ) throws(CodecError) -> Integer {
    do throws(StorageError) { return try load(type, at: offset) } catch { throw .storage(error) }
  }

  /// Reads a variable-length integer, as ``ByteReader/readVarint()`` does.
  @inline(__always)
  func varint(at offset: inout Int) throws(CodecError) -> UInt64 {
    let first = try byte(at: &offset)
    return first < 0x80 ? UInt64(first) : try varint(continuing: first, at: &offset)
  }

  @inline(never)
  private func varint(continuing first: UInt8, at offset: inout Int) throws(CodecError) -> UInt64 {
    let start = offset - 1
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let byte = try byte(at: &offset)
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || (shift == 63 && bits <= 1) else {
        throw .storage(.malformedInteger(file: file, offset: fileOffset + start))
      }
      value |= bits << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  /// Reads a variable-length integer that must fit in 32 bits.
  @inline(__always)
  func varint32(at offset: inout Int) throws(CodecError) -> UInt32 {
    let start = offset
    guard let value = UInt32(exactly: try varint(at: &offset)) else {
      throw .storage(.malformedInteger(file: file, offset: fileOffset + start))
    }
    return value
  }

  /// The error for bytes that no writer writes.
  ///
  /// The offset is in the view.
  func damage(at offset: Int, expected: String, found: some Any) -> CodecError {
    .damaged(
      file: file, offset: fileOffset + offset, expected: expected, found: String(describing: found))
  }
}
