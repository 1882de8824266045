extension ColumnReader {
  /// Which documents of a block have an ordinal in a range: a bit each, the first lowest.
  ///
  /// The bounds of the block are asked first, so that often nothing is unpacked.
  package func bits(
    ofBlock block: Int, in range: Range<UInt32>, _ unpacked: inout ColumnBlock
  ) throws(CodecError) -> (low: UInt64, high: UInt64) {
    guard !range.isEmpty, let bounds = try bounds(ofBlock: block),
      bounds.greatest >= range.lowerBound, bounds.least < range.upperBound
    else { return (0, 0) }
    let size = min(BitPacking.blockSize, Int(segmentDocumentCount) - block * BitPacking.blockSize)
    if bounds.isFull, range.contains(bounds.least), range.contains(bounds.greatest) {
      return Self.ones(size)
    }
    try load(block, into: &unpacked)
    if !unpacked.ends.isEmpty { return Self.severalBits(unpacked, size, range) }
    let ones = Self.ones(size)
    let (first, count) = (range.lowerBound, range.upperBound - range.lowerBound)
    return (
      Self.word(unpacked.ordinals, 0, first, count) & ones.low,
      Self.word(unpacked.ordinals, 64, first, count) & ones.high
    )
  }

  private static func ones(_ count: Int) -> (low: UInt64, high: UInt64) {
    (
      count >= 64 ? .max : (1 << UInt64(count)) - 1,
      count >= 128 ? .max : count <= 64 ? 0 : (1 << UInt64(count - 64)) - 1
    )
  }

  /// HOT: 64 comparisons; a missing value is in no range.
  private static func word(
    _ ordinals: [UInt32], _ start: Int, _ first: UInt32, _ count: UInt32
  ) -> UInt64 {
    let ordinals = ordinals.span.extracting(start..<start + 64)
    var word: UInt64 = 0
    for place in 0..<64 {
      let isInside: UInt64 = ordinals[place] &- first < count ? 1 : 0
      word |= isInside &<< UInt64(truncatingIfNeeded: place)
    }
    return word
  }

  private static func severalBits(
    _ block: borrowing ColumnBlock, _ size: Int, _ range: Range<UInt32>
  ) -> (low: UInt64, high: UInt64) {
    var (low, high) = (UInt64(0), UInt64(0))
    for document in 0..<size {
      let isInside = block.places(of: document).contains { range.contains(block.ordinals[$0]) }
      guard isInside else { continue }
      if document < 64 { low |= 1 << UInt64(document) } else { high |= 1 << UInt64(document - 64) }
    }
    return (low, high)
  }
}
