/// Rice's code bit by bit and as plainly as can be: the oracle of the kernels.
enum ReferenceRice {
  /// The unary part of 128 integers with so many low bits; `nil` where it takes more than 47 bytes.
  static func unary(of values: [UInt32], lowBits: Int) -> [UInt8]? {
    var bits: [Bool] = []
    for value in values {
      let high = Int(value >> UInt32(lowBits))
      guard bits.count + high < 8 * 47 else { return nil }
      bits += Array(repeating: false, count: high) + [true]
    }
    guard bits.count <= 8 * 47 else { return nil }
    var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (place, bit) in bits.enumerated() where bit { bytes[place / 8] |= 1 << UInt8(place % 8) }
    return bytes
  }

  /// The numbers of a unary part; `nil` where they are not 128 in 16 to 47 bytes.
  static func numbers(in unary: ArraySlice<UInt8>) -> [UInt32]? {
    guard 16...47 ~= unary.count else { return nil }
    var (numbers, zeros): ([UInt32], UInt32) = ([], 0)
    for byte in unary {
      for bit in 0..<8 as Range<UInt8> {
        if byte >> bit & 1 == 0 {
          zeros += 1
        } else {
          numbers.append(zeros)
          zeros = 0
        }
      }
    }
    return numbers.count == 128 ? numbers : nil
  }

  /// How 128 values below 2²⁵ take the fewest bytes: a width, or 96 and the low bits.
  static func code(of values: [UInt32], leastSaving: Int) -> UInt8 {
    let width = 32 - (values.max() ?? 0).leadingZeroBitCount
    let sizes = (0..<24).compactMap { lowBits in
      unary(of: values, lowBits: lowBits).map { (lowBits, 16 * lowBits + $0.count + 1) }
    }
    guard let best = sizes.min(by: { $0.1 < $1.1 }), best.1 + leastSaving <= 16 * width
    else { return UInt8(width) }
    return UInt8(96 + best.0)
  }
}
