import QuernTestSupport

/// Blocks of 128 values for tests of the codes in which they stand.
enum RandomBlock {
  /// Values as gaps are: most near a mean, some far above it, many of them equal, or all below a bound.
  static func values(
    mostBits: UInt32 = 20, using random: inout SeededGenerator
  ) -> [UInt32] {
    let bits = UInt32.random(in: 0...mostBits, using: &random)
    let kind = Int.random(in: 0..<4, using: &random)
    return (0..<128).map { _ in
      let uniform = UInt32.random(in: 0...(1 << bits) - 1, using: &random)
      switch kind {
      case 0: return uniform
      case 1: return uniform >> UInt32.random(in: 0...bits, using: &random)
      case 2: return Int.random(in: 0..<30, using: &random) == 0 ? uniform << 4 : uniform >> 2
      default: return Bool.random(using: &random) ? 1 << bits : 0
      }
    }
  }
}
