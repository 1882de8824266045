/// FNV-1a with 64 bits (Fowler, Noll and Vo): tells whether a text has changed.
///
/// Not a defence against an attacker.
public enum ContentHash {
  /// The hash of no bytes, which ``combine(_:with:)`` goes on from.
  public static let empty: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of some bytes.
  ///
  /// - Complexity: O(*n*).
  public static func hash(_ bytes: borrowing Span<UInt8>) -> UInt64 {
    var hash = empty
    for index in bytes.indices { hash = combine(hash, with: bytes[index]) }
    return hash
  }

  /// The hash of what `hash` stands for, followed by one more byte.
  @inlinable
  public static func combine(_ hash: UInt64, with byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}
