import CKernels

/// The CRC-32C checksum (Castagnoli; RFC 3720 §B.4), eight bytes a step: by an instruction, or by
/// tables (Kounavis and Berry, 2005).
///
/// Finds every error burst of up to 32 bits. Not a defence against an attacker.
public struct CRC32C: Sendable {
  private var state: UInt32 = .max

  /// Starts with no bytes.
  public init() {}

  /// The checksum of the bytes so far.
  public var value: UInt32 { ~state }

  private static let hasInstruction = quern_has_crc32c() != 0

  /// Adds bytes.
  public mutating func update(_ bytes: borrowing RawSpan) {
    guard Self.hasInstruction else { return updateByTables(bytes) }
    let before = state
    state = unsafe bytes.withUnsafeBytes { bytes in
      // SAFETY: the kernel reads as many bytes as there are.
      unsafe quern_crc32c(
        before, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
  }

  /// The same on any processor.
  package mutating func updateByTables(_ bytes: borrowing RawSpan) {
    var crc = state
    var offset = 0
    let count = bytes.byteCount
    let tables = Self.tables.span
    while offset + 8 <= count {
      // SAFETY: eight bytes lie at `offset`, and any bits make an integer.
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      crc = Self.step(tables, UInt64(crc) ^ UInt64(littleEndian: word))
      offset += 8
    }
    while offset < count {
      let byte = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      crc = tables[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8)
      offset += 1
    }
    state = crc
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    // SAFETY: integers have no padding, so all their bytes are initialized.
    unsafe update(bytes.span.bytes)
  }

  /// The checksum of some bytes.
  public static func checksum(_ bytes: borrowing RawSpan) -> UInt32 {
    var crc = CRC32C()
    crc.update(bytes)
    return crc.value
  }

  /// The checksum of some bytes.
  public static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32C()
    crc.update(bytes)
    return crc.value
  }

  /// Eight table look-ups at once: the byte at place i has i fewer bytes behind it.
  @inline(__always)
  private static func step(_ tables: borrowing Span<UInt32>, _ word: UInt64) -> UInt32 {
    var crc: UInt32 = 0
    for place in 0..<8 {
      let byte = Int(UInt8(truncatingIfNeeded: word >> (8 * UInt64(place))))
      crc ^= tables[(7 - place) * 256 + byte]
    }
    return crc
  }

  /// Table k holds the checksum of a byte that k zero bytes follow.
  private static let tables: [UInt32] = {
    let polynomial: UInt32 = 0x82F6_3B78  // the Castagnoli polynomial, bits reversed
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = (crc & 1) == 1 ? (crc >> 1) ^ polynomial : crc >> 1 }
      tables[byte] = crc
    }
    for index in 256..<(8 * 256) {
      let previous = tables[index - 256]
      tables[index] = tables[Int(previous & 0xFF)] ^ (previous >> 8)
    }
    return tables
  }()
}
