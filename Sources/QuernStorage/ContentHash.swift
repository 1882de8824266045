/// FNV-1a with 64 bits (Fowler, Noll and Vo): tells whether a text has changed.
///
/// Not a defence against an attacker.
public enum ContentHash {
  /// The hash of some bytes. O(*n*).
  public static func hash(_ bytes: borrowing Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices {
      hash ^= UInt64(bytes[index])
      hash &*= 0x0000_0100_0000_01B3
    }
    return hash
  }
}
