import QuernCodec

/// One condition in one segment.
final class ConditionPart {
  private let part: PlannedCondition.Part

  /// Of a range of ordinals, apart: to take them out of the enum is a copy.
  private let column: ColumnReader?
  private let range: Range<UInt32>
  private let isNegated: Bool
  private var unpacked = ColumnBlock()

  init(_ part: PlannedCondition.Part, isNegated: Bool) {
    self.part = part
    if case .ordinals(let column, let range) = part {
      self.column = column
      self.range = range
    } else {
      column = nil
      range = 0..<0
    }
    self.isNegated = isNegated
  }

  /// All documents of the segment that meet the condition, where they are known.
  var set: DocumentSet? {
    if case .kept(let set) = part, !isNegated { return set }
    return nil
  }

  /// Whether some document of a block may meet the condition; nothing is unpacked for it.
  func mayAccept(block: Int) throws(CodecError) -> Bool {
    if isNegated { return true }
    switch part {
    case .ordinals(let column, let range):
      guard let bounds = try column.bounds(ofBlock: block) else { return false }
      return bounds.greatest >= range.lowerBound && bounds.least < range.upperBound
    case .documents(let bits): return bits.word(2 * block) | bits.word(2 * block + 1) != 0
    case .kept(let documents):
      let bits = documents.bits(ofBlock: block)
      return bits.low | bits.high != 0
    case .field: return true
    case .nothing: return false
    }
  }

  /// The documents of a block that meet the condition, a bit each.
  func bits(
    ofBlock block: Int, _ documentCount: UInt32
  ) throws(CodecError) -> (low: UInt64, high: UInt64) {
    let found = try positiveBits(block, documentCount)
    return isNegated ? (~found.low, ~found.high) : found
  }

  private func positiveBits(
    _ block: Int, _ documentCount: UInt32
  ) throws(CodecError) -> (low: UInt64, high: UInt64) {
    if let column { return try column.bits(ofBlock: block, in: range, &unpacked) }
    switch part {
    case .nothing, .ordinals: return (0, 0)
    case .documents(let bits): return (bits.word(2 * block), bits.word(2 * block + 1))
    case .kept(let documents): return documents.bits(ofBlock: block)
    case .field(let lengths):
      var (low, high) = (UInt64(0), UInt64(0))
      let first = UInt32(block) << 7
      for document in first..<min(first + 128, documentCount)
      where try lengths.code(of: document) != 0 {
        let bit = UInt64(1) << UInt64(document & 63)
        if document - first < 64 { low |= bit } else { high |= bit }
      }
      return (low, high)
    }
  }
}
