import QuernTestSupport

/// Bytes as damage may leave them.
enum DamagedBytes {
  /// Every truncation.
  static func truncations(of bytes: [UInt8]) -> [[UInt8]] {
    (0..<bytes.count).map { Array(bytes.prefix($0)) }
  }

  /// Every copy with one bit flipped.
  static func flips(of bytes: [UInt8]) -> [[UInt8]] {
    (0..<(8 * bytes.count)).map { bit in
      var copy = bytes
      copy[bit / 8] ^= 1 << UInt8(bit % 8)
      return copy
    }
  }

  /// Copies with a few random bytes in a random place.
  static func overwrites(
    of bytes: [UInt8], count: Int, using generator: inout SeededGenerator
  ) -> [[UInt8]] {
    (0..<count).map { _ in
      var copy = bytes
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 1...9, using: &generator))
      let extreme: [UInt8] = [0, 0x7F, 0x80, 0xFF]
      for place in start..<end {
        copy[place] =
          Bool.random(using: &generator)
          ? extreme.randomElement(using: &generator) ?? 0 : generator.next()
      }
      return copy
    }
  }
}
