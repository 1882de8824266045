import QuernCodec

/// Says which documents of a segment meet all of some conditions.
///
/// What is asked of a block of 128 documents is answered for all of them at once and kept, a bit each,
/// so that a document costs the look at a bit. Belongs to one search.
final class ConditionFilter {
  private let parts: [(part: PlannedCondition.Part, isNegated: Bool)]
  private let documentCount: UInt32
  private var words: [UInt64]
  private var isKnown: [Bool]
  private var unpacked: [ColumnBlock]

  /// - Returns: `nil` where no document of the segment can meet them.
  init?(_ conditions: [PlannedCondition], inSegment number: Int, documentCount: UInt32) {
    var parts: [(PlannedCondition.Part, Bool)] = []
    for condition in conditions {
      if case .nothing = condition.parts[number] {
        if condition.isNegated { continue }
        return nil
      }
      parts.append((condition.parts[number], condition.isNegated))
    }
    self.parts = parts
    self.documentCount = documentCount
    let blockCount = (Int(documentCount) + BitPacking.blockSize - 1) / BitPacking.blockSize
    words = [UInt64](repeating: 0, count: 2 * blockCount)
    isKnown = [Bool](repeating: false, count: blockCount)
    unpacked = parts.map { _ in ColumnBlock() }
  }

  /// Whether a document meets the conditions.
  func accepts(_ document: UInt32) throws(CodecError) -> Bool {
    try load(Int(document >> 7))
    return words[Int(document >> 6)] & (1 << UInt64(document & 63)) != 0
  }

  /// The bits of 64 neighbouring documents.
  func word(_ number: Int) throws(CodecError) -> UInt64 {
    guard number < words.count else { return 0 }
    try load(number >> 1)
    return words[number]
  }

  /// Whether some document of a range may meet the conditions; nothing is unpacked for it.
  func mayAccept(_ first: UInt32, through last: UInt32) throws(CodecError) -> Bool {
    let blocks = Int(first >> 7)...Int(min(last, documentCount - 1) >> 7)
    // To ask more blocks than that costs more than it saves.
    guard blocks.count <= 64 else { return true }
    for block in blocks {
      if isKnown[block] {
        if words[2 * block] | words[2 * block + 1] != 0 { return true }
      } else if try mayAccept(block: block) {
        return true
      }
    }
    return false
  }

  private func mayAccept(block: Int) throws(CodecError) -> Bool {
    for (part, isNegated) in parts {
      if isNegated { continue }
      if case .documents(let bits) = part, bits.word(2 * block) | bits.word(2 * block + 1) == 0 {
        return false
      }
      guard case .ordinals(let column, let range) = part else { continue }
      guard let bounds = try column.bounds(ofBlock: block),
        bounds.greatest >= range.lowerBound, bounds.least < range.upperBound
      else { return false }
    }
    return true
  }

  /// The first document from `target` on that meets the conditions; `nil` for none.
  func first(from target: UInt32) throws(CodecError) -> UInt32? {
    var number = Int(target >> 6)
    guard target < documentCount else { return nil }
    var word = try self.word(number) & (UInt64.max << UInt64(target & 63))
    while word == 0 {
      number += 1
      guard number < words.count else { return nil }
      word = try self.word(number)
    }
    return UInt32(number << 6 | word.trailingZeroBitCount)
  }

  private func load(_ block: Int) throws(CodecError) {
    if isKnown[block] { return }
    let rest = documentCount - UInt32(block) << 7
    var low: UInt64 = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
    var high: UInt64 = rest >= 128 ? .max : rest <= 64 ? 0 : (1 << UInt64(rest - 64)) - 1
    for (place, (part, isNegated)) in parts.enumerated() where low | high != 0 {
      var found = try bits(of: part, block, place)
      if isNegated { found = (~found.low, ~found.high) }
      low &= found.low
      high &= found.high
    }
    words[2 * block] = low
    words[2 * block + 1] = high
    isKnown[block] = true
  }

  private func bits(
    of part: PlannedCondition.Part, _ block: Int, _ place: Int
  ) throws(CodecError) -> (low: UInt64, high: UInt64) {
    switch part {
    case .nothing: return (0, 0)
    case .documents(let bits): return (bits.word(2 * block), bits.word(2 * block + 1))
    case .ordinals(let column, let range):
      return try column.bits(ofBlock: block, in: range, &unpacked[place])
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
