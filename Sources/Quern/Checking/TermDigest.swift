import QuernModel

/// A hash for each occurrence of a term, whose sum over a field tells one text's words from another's.
///
/// Sums do not depend on the order, so that the words of a text can be held against postings that are
/// ordered by term: what the text adds, the postings take away. Two different sets of occurrences
/// give the same sum by chance once in 2⁶⁴ times.
enum TermDigest {
  /// The hash of a term's bytes.
  static func hash(_ term: some Collection<UInt8>) -> UInt64 {
    mixed(ContentHash.hash(Array(term).span))
  }

  /// The hash of one occurrence.
  static func occurrence(_ termHash: UInt64, at position: UInt32) -> UInt64 {
    mixed(termHash &+ UInt64(position) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
