import CKernels
import QuernCodec

// What executors do with the loaded documents of a list, which are scored.
extension TermList {
  /// Makes candidates of those documents of the current block whose scores exceed a cutoff.
  ///
  /// - Returns: how many there are.
  @inline(__always)
  mutating func selectBlock(above cutoff: Double, _ memory: ListMemory) throws(CodecError) -> Int {
    if let fields {
      if let count = try selectAdded(above: cutoff, memory, fields) { return count }
      if isOverTwoFields, !isLoaded {
        return try selectParts(
          above: cutoff, from: nextDocument, through: blockEnd, memory, fields)
      }
    }
    try load()
    try score()
    return select(0..<count, above: cutoff, memory)
  }

  /// Makes candidates of those documents whose scores exceed a cutoff.
  ///
  /// - Parameter part: places of the block.
  /// - Returns: how many there are.
  @inline(__always)
  mutating func select(_ part: Range<Int>, above cutoff: Double, _ memory: ListMemory) -> Int {
    precondition(part.lowerBound >= 0 && part.upperBound <= count)
    // SAFETY: the part lies in the block, which is scored; there is room for a block of candidates.
    if let totals = unsafe totals {
      return Int(
        unsafe quern_select_totals(
          documents + part.lowerBound, totals + part.lowerBound, UInt32(part.count), cutoff,
          memory.candidates, memory.sums))
    }
    return Int(
      unsafe quern_select(
        documents + part.lowerBound, scores + part.lowerBound, UInt32(part.count), cutoff,
        memory.candidates, memory.sums))
  }

  /// Adds scores to the sums of a window that begins with the document `first`.
  ///
  /// Documents whose sums come to exceed the cutoff follow the candidates that there are.
  ///
  /// - Parameter part: places of the block, of documents of the window.
  /// - Returns: how many follow.
  @inline(__always)
  mutating func accumulate(
    _ part: Range<Int>, from first: UInt32, _ cutoff: Double, _ memory: ListMemory, _ known: Int
  ) -> Int {
    precondition(part.lowerBound >= 0 && part.upperBound <= count)
    // SAFETY: the documents of the part lie in the window, and there is room for them as candidates.
    if let totals = unsafe totals {
      return Int(
        unsafe quern_accumulate_totals(
          documents + part.lowerBound, totals + part.lowerBound, UInt32(part.count), first, cutoff,
          memory.windowSums, memory.candidates + known))
    }
    return Int(
      unsafe quern_accumulate(
        documents + part.lowerBound, scores + part.lowerBound, UInt32(part.count), first, cutoff,
        memory.windowSums, memory.candidates + known))
  }
}
