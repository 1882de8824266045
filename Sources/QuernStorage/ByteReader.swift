/// Reads numbers and text from a view, one after the other.
///
/// Reading consumes.
public struct ByteReader: Sendable {
  /// The bytes that are read.
  public let view: ByteView

  /// The offset in the view of what is read next.
  public private(set) var offset: Int

  /// Starts at the beginning of a view.
  @inlinable public init(_ view: ByteView) {
    self.init(view, unchecked: 0)
  }

  /// Starts in the middle of a view.
  ///
  /// - Throws: ``StorageError/outOfBounds(file:offset:wanted:available:)``.
  public init(_ view: ByteView, at offset: Int) throws(StorageError) {
    try view.check(offset, 0)
    self.init(view, unchecked: offset)
  }

  @usableFromInline init(_ view: ByteView, unchecked offset: Int) {
    self.view = view
    self.offset = offset
  }

  /// The number of bytes that are left.
  public var remaining: Int { view.count - offset }

  /// Whether everything has been read.
  public var isAtEnd: Bool { offset == view.count }

  /// Where the next byte stands in the file, for errors.
  public var fileOffset: Int { view.fileOffset + offset }

  /// Reads a little-endian integer of fixed size.
  ///
  /// - Throws: ``StorageError``.
  @inlinable
  public mutating func readFixed<Integer: FixedWidthInteger & BitwiseCopyable>(
    _ type: Integer.Type
  ) throws(StorageError) -> Integer {
    let value = try view.load(type, at: offset)
    advance(MemoryLayout<Integer>.size)
    return value
  }

  /// Reads one byte.
  ///
  /// - Throws: ``StorageError``.
  @inlinable
  public mutating func readByte() throws(StorageError) -> UInt8 { try readFixed(UInt8.self) }

  /// Reads a variable-length integer: 7 bits a byte, lowest first, the high bit says "more".
  ///
  /// - Throws: ``StorageError/malformedInteger(file:offset:)`` above 10 bytes or 64 bits.
  @inlinable
  public mutating func readVarint() throws(StorageError) -> UInt64 {
    let start = fileOffset
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try readByte()
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || (shift == 63 && bits <= 1) else {
        throw .malformedInteger(file: view.file, offset: start)
      }
      value |= bits << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  /// Reads a variable-length integer that must fit in 32 bits.
  ///
  /// - Throws: ``StorageError``.
  @inlinable
  public mutating func readVarint32() throws(StorageError) -> UInt32 {
    let start = fileOffset
    guard let value = UInt32(exactly: try readVarint()) else {
      throw .malformedInteger(file: view.file, offset: start)
    }
    return value
  }

  /// Reads a variable-length integer that counts things of the file: it must be ≤ `limit`.
  ///
  /// - Throws: ``StorageError``.
  public mutating func readCount(limit: Int) throws(StorageError) -> Int {
    let start = fileOffset
    guard let value = Int(exactly: try readVarint()), value <= limit else {
      throw .malformedInteger(file: view.file, offset: start)
    }
    return value
  }

  /// Reads bytes whose number is known.
  ///
  /// - Throws: ``StorageError``.
  public mutating func readBytes(_ count: Int) throws(StorageError) -> [UInt8] {
    let bytes = try view.copyBytes(at: offset, count: count)
    advance(count)
    return bytes
  }

  /// Reads text: its size in bytes as a variable-length integer, then UTF-8.
  ///
  /// - Throws: ``StorageError/malformedText(file:offset:)``.
  public mutating func readText() throws(StorageError) -> String {
    let bytes = try readBytes(try readCount(limit: remaining))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformedText(file: view.file, offset: fileOffset - bytes.count)
    }
    return text
  }

  /// Passes over bytes.
  ///
  /// - Throws: ``StorageError``.
  @inlinable
  public mutating func skip(_ count: Int) throws(StorageError) {
    try view.check(offset, count)
    advance(count)
  }

  @usableFromInline mutating func advance(_ count: Int) { offset += count }
}
