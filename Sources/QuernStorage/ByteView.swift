/// A window on immutable bytes that keeps them alive: a whole file, or a section of one.
///
/// Offsets are relative to the window. Every access is checked: bytes of a file decide nothing that
/// could read outside it. Copying a view costs a retain; make views per section, not per number.
@safe
public struct ByteView: @unchecked Sendable {
  // SAFETY (@unchecked Sendable): the bytes are immutable, and the region is Sendable itself.

  /// The file that the bytes are of, for errors.
  public let file: String

  /// Where the window begins in the file.
  public let fileOffset: Int

  /// The size of the window in bytes.
  public let count: Int

  @usableFromInline let base: UnsafeRawPointer
  private let region: MappedRegion

  init(_ region: MappedRegion, file: String) {
    self.file = file
    self.region = region
    fileOffset = 0
    unsafe base = region.base
    count = region.byteCount
  }

  private init(_ parent: ByteView, _ range: Range<Int>) {
    file = parent.file
    region = parent.region
    fileOffset = parent.fileOffset + range.lowerBound
    // SAFETY: the caller has checked that the range lies in the parent.
    unsafe base = parent.base + range.lowerBound
    count = range.count
  }

  /// A view of bytes in memory.
  public init(copying bytes: [UInt8], file: String = "memory") {
    self.init(MappedRegion(copying: bytes), file: file)
  }

  /// All bytes of the window.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    @inlinable borrowing get {
      // SAFETY: `self` retains the region, and the span cannot outlive the borrow of `self`.
      unsafe _overrideLifetime(RawSpan(_unsafeStart: base, byteCount: count), borrowing: self)
    }
  }

  /// A part of the window.
  ///
  /// - Throws: ``StorageError/outOfBounds(file:offset:wanted:available:)``.
  public func slice(at offset: Int, count: Int) throws(StorageError) -> ByteView {
    try check(offset, count)
    return ByteView(self, offset..<(offset + count))
  }

  /// The window from an offset to its end.
  ///
  /// - Throws: ``StorageError/outOfBounds(file:offset:wanted:available:)``.
  public func suffix(from offset: Int) throws(StorageError) -> ByteView {
    try check(offset, 0)
    return ByteView(self, offset..<count)
  }

  /// A little-endian integer at any offset.
  ///
  /// - Throws: ``StorageError/outOfBounds(file:offset:wanted:available:)``.
  @inlinable
  public func load<Integer: FixedWidthInteger & BitwiseCopyable>(
    _ type: Integer.Type, at offset: Int
  ) throws(StorageError) -> Integer {
    try check(offset, MemoryLayout<Integer>.size)
    // SAFETY: the bounds were checked the line before.
    return unsafe Integer(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Copies bytes out.
  ///
  /// - Throws: ``StorageError/outOfBounds(file:offset:wanted:available:)``.
  public func copyBytes(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
    try check(offset, count)
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      // SAFETY: both sides hold `count` bytes.
      if count > 0, let target = buffer.baseAddress {
        unsafe UnsafeMutableRawPointer(target).copyMemory(from: base + offset, byteCount: count)
      }
      initialized = count
    }
  }

  /// Throws unless `wanted` bytes lie at `offset`.
  @inlinable
  public func check(_ offset: Int, _ wanted: Int) throws(StorageError) {
    guard offset >= 0, wanted >= 0, offset <= count, wanted <= count - offset else {
      throw .outOfBounds(
        file: file, offset: fileOffset &+ offset, wanted: wanted, available: count &- offset)
    }
  }
}
