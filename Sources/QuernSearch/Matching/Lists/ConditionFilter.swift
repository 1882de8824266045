import CKernels
import QuernCodec

/// Says which documents of a segment meet all of some conditions.
///
/// What is asked of a block of 128 documents is answered for all of them at once and kept, a bit each,
/// so that a document costs the look at a bit; of a condition that was asked before, all blocks are known.
/// Belongs to one search.
@safe final class ConditionFilter {
  private let parts: [ConditionPart]
  private let documentCount: UInt32
  private let blockCount: Int

  /// Two words of bits for each block, in memory that the compiler need not watch: those that are made, or
  /// those of a set which is all of the conditions.
  private let words: UnsafePointer<UInt64>
  private let set: DocumentSet?

  /// The words that are made, and for each block whether they have been; `nil` where a set has all.
  private let made: UnsafeMutablePointer<UInt64>?
  private let known: UnsafeMutablePointer<Bool>?

  /// - Returns: `nil` where no document of the segment can meet them.
  init?(_ conditions: [PlannedCondition], inSegment number: Int, documentCount: UInt32) {
    var parts: [ConditionPart] = []
    for condition in conditions {
      if case .nothing = condition.parts[number] {
        if condition.isNegated { continue }
        return nil
      }
      parts.append(ConditionPart(condition.parts[number], isNegated: condition.isNegated))
    }
    self.parts = parts
    self.documentCount = documentCount
    blockCount = (Int(documentCount) + BitPacking.blockSize - 1) / BitPacking.blockSize
    if parts.count == 1, let set = parts[0].set, set.wordCount == 2 * blockCount {
      self.set = set
      (unsafe words, unsafe made, unsafe known) = unsafe (set.words, nil, nil)
      return
    }
    set = nil
    let made = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * blockCount)
    unsafe made.initialize(repeating: 0, count: 2 * blockCount)
    (unsafe words, unsafe self.made) = unsafe (UnsafePointer(made), made)
    let known = UnsafeMutablePointer<Bool>.allocate(capacity: blockCount)
    unsafe known.initialize(repeating: false, count: blockCount)
    unsafe self.known = known
  }

  deinit {
    unsafe made?.deallocate()
    unsafe known?.deallocate()
  }

  /// Makes the words of a block of the segment where they have not been made.
  @inline(__always)
  private func know(_ block: Int) throws(CodecError) {
    // SAFETY: the caller's block lies in the segment.
    if let known = unsafe known, unsafe !known[block] { try load(block) }
  }

  /// Whether a document meets the conditions.
  func accepts(_ document: UInt32) throws(CodecError) -> Bool {
    precondition(document < documentCount)
    let block = Int(document >> 7)
    try know(block)
    // SAFETY: the document lies in the segment, and so does its block.
    return unsafe words[Int(document >> 6)] & (1 << UInt64(document & 63)) != 0
  }

  /// Keeps those of the candidates that meet the conditions.
  ///
  /// - Returns: their number.
  func keep(_ count: Int, _ memory: ListMemory) throws(CodecError) -> Int {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    var kept = 0
    // SAFETY: so many candidates were written; kept ≤ index. Each lies in the segment.
    for index in 0..<count {
      let document = unsafe candidates[index]
      precondition(document < documentCount)
      let block = Int(document &>> 7)
      try know(block)
      let word = unsafe words[Int(document &>> 6)]
      unsafe candidates[kept] = document
      unsafe sums[kept] = sums[index]
      kept &+= Int(truncatingIfNeeded: word &>> UInt64(document & 63) & 1)
    }
    return kept
  }

  /// How many of some documents, which ascend, meet the conditions.
  func count(_ documents: Span<UInt32>) throws(CodecError) -> Int {
    guard documents.count > 0 else { return 0 }
    let last = documents[documents.count - 1]
    precondition(last < documentCount)
    if unsafe known != nil {
      var block = -1
      for index in documents.indices where Int(documents[index] &>> 7) != block {
        block = Int(documents[index] &>> 7)
        try know(block)
      }
    }
    return unsafe documents.withUnsafeBufferPointer { documents in
      guard let start = documents.baseAddress else { return 0 }
      // SAFETY: documents ascend up to the last one, which lies in the segment: each has a bit.
      return Int(unsafe quern_count_bits(start, UInt32(documents.count), words))
    }
  }

  /// The bits of 64 neighbouring documents.
  func word(_ number: Int) throws(CodecError) -> UInt64 {
    guard number < 2 * blockCount else { return 0 }
    try know(number >> 1)
    // SAFETY: the number lies in the segment.
    return unsafe words[number]
  }

  /// Whether some document of a range may meet the conditions; nothing is unpacked for it.
  func mayAccept(_ first: UInt32, through last: UInt32) throws(CodecError) -> Bool {
    guard first <= last, first < documentCount else { return true }
    let blocks = Int(first >> 7)...Int(min(last, documentCount - 1) >> 7)
    // To ask more blocks than that costs more than it saves.
    guard blocks.count <= 64 else { return true }
    for block in blocks {
      // SAFETY: the blocks are those of documents of the segment.
      if unsafe known?[block] ?? true {
        if unsafe words[2 * block] | words[2 * block + 1] != 0 { return true }
      } else if try mayAccept(block: block) {
        return true
      }
    }
    return false
  }

  private func mayAccept(block: Int) throws(CodecError) -> Bool {
    for part in parts where try !part.mayAccept(block: block) { return false }
    return true
  }

  /// The first document from `target` on that meets the conditions; `nil` for none.
  func first(from target: UInt32) throws(CodecError) -> UInt32? {
    var number = Int(target >> 6)
    guard target < documentCount else { return nil }
    var word = try self.word(number) & (UInt64.max << UInt64(target & 63))
    while word == 0 {
      number += 1
      guard number < 2 * blockCount else { return nil }
      word = try self.word(number)
    }
    return UInt32(number << 6 | word.trailingZeroBitCount)
  }

  /// - Parameter block: of the segment.
  private func load(_ block: Int) throws(CodecError) {
    let rest = documentCount - UInt32(block) << 7
    var low: UInt64 = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
    var high: UInt64 = rest >= 128 ? .max : rest <= 64 ? 0 : (1 << UInt64(rest - 64)) - 1
    for part in parts where low | high != 0 {
      let found = try part.bits(ofBlock: block, documentCount)
      low &= found.low
      high &= found.high
    }
    // SAFETY: the caller's block lies in the segment.
    unsafe made?[2 * block] = low
    unsafe made?[2 * block + 1] = high
    unsafe known?[block] = true
  }
}
