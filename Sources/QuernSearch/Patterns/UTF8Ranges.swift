/// Ranges of characters as ranges of the bytes of their UTF-8.
enum UTF8Ranges {
  /// Sequences of one to four ranges of bytes, which together are the characters of a range.
  ///
  /// The way of RE2 (Cox, "Regular Expression Matching in the Wild", 2010): a range is cut where the
  /// number of bytes changes, and where not all last bytes belong to it.
  static func sequences(of range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var found: [[ClosedRange<UInt8>]] = []
    var waiting = [range]
    while let range = waiting.popLast() {
      let (low, high) = (range.lowerBound, range.upperBound)
      if let cut = cut(low, high) {
        waiting.append(cut + 1...high)
        waiting.append(low...cut)
        continue
      }
      found.append(zip(bytes(of: low), bytes(of: high)).map { $0...$1 })
    }
    return found
  }

  /// The last character of the first part of a range that is too wide; `nil` where it is none.
  private static func cut(_ low: UInt32, _ high: UInt32) -> UInt32? {
    for end: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= end && end < high { return end }
    if high < 0x80 { return nil }
    for count in 1..<bytes(of: low).count {
      let mask = UInt32(1) << UInt32(6 * count) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 { return low | mask }
      if high & mask != mask { return (high & ~mask) - 1 }
    }
    return nil
  }

  /// UTF-8 as it would be, for halves of surrogate pairs too.
  private static func bytes(of scalar: UInt32) -> [UInt8] {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: return [UInt8(scalar)]
    case ..<0x800: return [UInt8(0xC0 | scalar >> 6), tail(0)]
    case ..<0x1_0000: return [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: return [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
