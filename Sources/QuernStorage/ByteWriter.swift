/// Collects bytes in memory: the mirror of ``ByteReader``.
public struct ByteWriter: Sendable {
  @usableFromInline var storage: [UInt8] = []

  /// What was written so far.
  @inlinable public var bytes: [UInt8] { storage }

  /// Starts with no bytes.
  public init() {}

  /// The number of bytes written so far.
  @inlinable public var count: Int { storage.count }

  /// Makes room for bytes that will be written.
  package mutating func reserve(_ byteCount: Int) { storage.reserveCapacity(byteCount) }

  /// Appends a little-endian integer of fixed size.
  public mutating func writeFixed<Integer: FixedWidthInteger>(_ value: Integer) {
    var rest = value.littleEndian
    // SAFETY: the closure only copies the value's own storage.
    unsafe withUnsafeBytes(of: &rest) { raw in unsafe storage.append(contentsOf: raw) }
  }

  /// Appends one byte.
  @inlinable
  public mutating func writeByte(_ value: UInt8) { storage.append(value) }

  /// Appends a variable-length integer: 7 bits a byte, lowest first, the high bit says "more".
  @inlinable
  public mutating func writeVarint<Integer: BinaryInteger>(_ value: Integer) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      storage.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    storage.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The number of bytes that ``writeVarint(_:)`` writes.
  package static func varintByteCount(_ value: Int) -> Int {
    max(1, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7)
  }

  /// Appends bytes as they are.
  public mutating func write(_ more: [UInt8]) { write(more.span) }

  /// Appends bytes as they are.
  public mutating func write(_ more: ArraySlice<UInt8>) { write(more.span) }

  /// Appends bytes as they are: to append an array to another is to count who refers to it.
  package mutating func write(_ more: Span<UInt8>) {
    // SAFETY: the closure only copies the bytes.
    unsafe more.withUnsafeBufferPointer { unsafe storage.append(contentsOf: $0) }
  }

  /// Appends text: its size in bytes as a variable-length integer, then UTF-8.
  public mutating func writeText(_ text: String) {
    writeVarint(text.utf8.count)
    write(text.utf8Span.span)
  }

  /// Fills up with zero bytes to a multiple of `alignment`.
  public mutating func align(to alignment: Int) {
    let excess = storage.count % alignment
    if excess > 0 { storage.append(contentsOf: repeatElement(0, count: alignment - excess)) }
  }

  /// Empties the writer and keeps its memory.
  public mutating func removeAll() { storage.removeAll(keepingCapacity: true) }
}
