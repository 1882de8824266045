import Synchronization

extension ColumnReader {
  /// Which documents of a block have an ordinal in a range: a bit each, the first lowest.
  ///
  /// The bounds of the block are asked first, so that often nothing is unpacked.
  package func bits(
    ofBlock block: Int, in range: Range<UInt32>, _ unpacked: inout ColumnBlock
  ) throws(CodecError) -> (low: UInt64, high: UInt64) {
    let header = try header(block)
    guard header.form != .empty, !range.isEmpty, header.greatest >= range.lowerBound,
      header.least < range.upperBound
    else { return (0, 0) }
    let size = min(BitPacking.blockSize, Int(segmentDocumentCount) - block * BitPacking.blockSize)
    if header.form == .several {
      try load(block, into: &unpacked)
      return Self.severalBits(unpacked, size, range)
    }
    let ones = Self.ones(size)
    if header.form == .full, range.contains(header.least), range.contains(header.greatest) {
      return ones
    }
    // What stands for no value is packed as the ordinal before the least: outside of this range.
    let inside = max(range.lowerBound, header.least)..<min(range.upperBound, header.greatest + 1)
    let base = header.form == .full ? header.least : header.least &- 1
    let found = try bits(header.offset, header.width, base: base, in: inside)
    return (found.low & ones.low, found.high & ones.high)
  }

  private static func ones(_ count: Int) -> (low: UInt64, high: UInt64) {
    (
      count >= 64 ? .max : (1 << UInt64(count)) - 1,
      count >= 128 ? .max : count <= 64 ? 0 : (1 << UInt64(count - 64)) - 1
    )
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

  /// The documents with an ordinal in a range, where it has been asked for before; `nil` the first time.
  ///
  /// - Complexity: O(1); O(documents) the second time.
  package func documentsAskedAgain(
    in range: Range<UInt32>
  ) throws(CodecError) -> DocumentSet? {
    switch asked.withLock({ $0.ask(range) }) {
    case .firstTime: return nil
    case .kept(let documents): return documents
    case .again:
      var unpacked = ColumnBlock()
      let documents = try DocumentSet(blockCount: blockCount) { (block) throws(CodecError) in
        try bits(ofBlock: block, in: range, &unpacked)
      }
      asked.withLock { $0.keep(documents, of: range) }
      return documents
    }
  }
}
