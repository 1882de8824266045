/// The layout of a packed block, bit by bit and as plainly as can be: the oracle of the kernels.
enum ReferencePacking {
  static func pack(_ values: [UInt32], width: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16 * width)
    for (index, value) in values.enumerated() {
      for bit in 0..<width where value >> UInt32(bit) & 1 == 1 {
        let place = place(of: bit, in: index, width: width)
        bytes[place.byte] |= 1 << UInt8(place.bit)
      }
    }
    return bytes
  }

  static func unpack(_ bytes: [UInt8], width: Int) -> [UInt32] {
    (0..<128).map { index in
      (0..<width).reduce(UInt32(0)) { value, bit in
        let place = place(of: bit, in: index, width: width)
        return value | UInt32(bytes[place.byte] >> UInt8(place.bit) & 1) << UInt32(bit)
      }
    }
  }

  /// Running sums of the gaps, each plus one.
  static func sums(_ gaps: [UInt32], previous: UInt32) -> [UInt32] {
    var value = previous
    return gaps.map { gap in
      value = value &+ gap &+ 1
      return value
    }
  }

  /// Where a bit of an integer stands.
  private static func place(of bit: Int, in index: Int, width: Int) -> (byte: Int, bit: Int) {
    let (row, lane) = (index / 4, index % 4)
    let bitInLane = row * width + bit
    let (word, bitInWord) = (bitInLane / 32, bitInLane % 32)
    return (16 * word + 4 * lane + bitInWord / 8, bitInWord % 8)
  }
}
