import CKernels
import QuernCodec

// Candidates that are looked up in a word with one list in each of two fields: in all blocks of the shorter
// one first, then in those of the longer one, with what the first have left.
extension TermList {
  /// The ratio of a document that a field does not have.
  private static var absent: Float { -1 }

  mutating func lookUpTwoFields(
    _ candidateCount: Int, _ isRequired: Bool, _ cutoff: Double, _ memory: ListMemory,
    _ fields: FieldLists
  ) throws(CodecError) -> Int {
    // SAFETY: so many candidates were written.
    let last = unsafe memory.candidates[candidateCount - 1]
    let count = try addShorterRatios(candidateCount, cutoff, memory, fields)
    let kept = try addLongerScores(count, isRequired, cutoff, memory, fields)
    // Both stand before the last candidate or in its blocks.
    try seekBlock(last)
    return kept
  }

  /// How many of some candidates from a place on lie in a field's current block, as many as are compared
  /// at once.
  private static func end(
    _ start: Int, _ candidateCount: Int, through last: UInt32, _ memory: ListMemory
  ) -> Int {
    let most = min(candidateCount, start &+ ListMemory.blockSize)
    // SAFETY: start < most ≤ candidateCount.
    if unsafe memory.candidates[most &- 1] <= last { return most }
    var end = start &+ 1
    while unsafe memory.candidates[end] <= last { end &+= 1 }
    return end
  }

  /// Finds where candidates stand in a field's current block, which is loaded.
  ///
  /// - Returns: how many do; their places stand in the memory.
  private static func intersect(
    _ part: Range<Int>, _ list: borrowing TermList, _ memory: ListMemory
  ) -> Int {
    if list.count == 0 { return 0 }
    // SAFETY: at most 128 candidates, and a block of as many that is filled up with `end`; the places have
    // room for a block each.
    return Int(
      unsafe quern_intersect(
        memory.candidates + part.lowerBound, UInt32(truncatingIfNeeded: part.count),
        list.documents, UInt32(truncatingIfNeeded: list.count), memory.places,
        memory.places + ListMemory.blockSize))
  }

  /// Notes the candidates' ratios in the shorter field, and drops those that cannot exceed the cutoff.
  ///
  /// - Returns: how many are left.
  private mutating func addShorterRatios(
    _ candidateCount: Int, _ cutoff: Double, _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) -> Int {
    let (candidates, sums, ratios) = unsafe (memory.candidates, memory.sums, memory.ratios)
    var (index, kept) = (0, 0)
    // SAFETY: kept ≤ index < end ≤ candidateCount, and so many candidates were written.
    while index < candidateCount {
      try fields[1].seekBlock(unsafe candidates[index])
      let end = Self.end(index, candidateCount, through: fields[1].blockEnd, memory)
      let start = kept
      if fields[1].isLoaded || cutoff == -.infinity {
        if kept < index {
          unsafe (candidates + kept).update(from: candidates + index, count: end &- index)
          unsafe (sums + kept).update(from: sums + index, count: end &- index)
        }
        kept &+= end &- index
      } else {
        let best = fields[1].blockEnd == Self.end ? 0 : try fields[1].bestRatio()
        let needed = cutoff - boundTogether(fields[0].listRatio, best, fields)
        for place in index..<end where unsafe sums[place] > needed {
          unsafe (candidates[kept], sums[kept]) = (candidates[place], sums[place])
          kept &+= 1
        }
      }
      index = end
      if kept == start { continue }
      unsafe (ratios + start).update(repeating: Self.absent, count: kept &- start)
      try fields[1].load()
      for pair in 0..<Self.intersect(start..<kept, fields[1], memory) {
        let place = unsafe Int(memory.places[ListMemory.blockSize &+ pair])
        unsafe ratios[start &+ Int(memory.places[pair])] = try fields[1].ratio(at: place)
      }
    }
    return kept
  }

  /// Looks candidates up in the longer field, and adds their scores in both.
  ///
  /// - Returns: how many are left.
  private mutating func addLongerScores(
    _ candidateCount: Int, _ isRequired: Bool, _ cutoff: Double, _ memory: ListMemory,
    _ fields: FieldLists
  ) throws(CodecError) -> Int {
    var (index, kept) = (0, 0)
    while index < candidateCount {
      // SAFETY: index < candidateCount.
      try fields[0].seekBlock(unsafe memory.candidates[index])
      let end = Self.end(index, candidateCount, through: fields[0].blockEnd, memory)
      let start = kept
      let best = fields[0].blockEnd == Self.end ? 0 : try fields[0].bestRatio()
      kept = keep(index..<end, from: kept, longest: best, cutoff, memory, fields)
      index = end
      if kept == start { continue }
      try fields[0].load()
      kept = try addScores(start..<kept, isRequired, memory, fields)
    }
    return kept
  }

  /// Moves those candidates to a place that may exceed a cutoff.
  ///
  /// - Parameter longest: none of them has a greater ratio in the longer field.
  /// - Returns: the place behind them.
  private mutating func keep(
    _ part: Range<Int>, from start: Int, longest: Float, _ cutoff: Double, _ memory: ListMemory,
    _ fields: FieldLists
  ) -> Int {
    let (candidates, sums, ratios) = unsafe (memory.candidates, memory.sums, memory.ratios)
    var kept = start
    let needed = cutoff - boundTogether(longest, 0, fields)
    // SAFETY: kept ≤ index < the number of candidates.
    for index in part {
      let (sum, ratio) = unsafe (sums[index], ratios[index])
      let isEnough =
        ratio < 0 ? sum > needed : sum + boundTogether(longest, ratio, fields) > cutoff
      guard isEnough else { continue }
      unsafe (candidates[kept], sums[kept], ratios[kept]) = (candidates[index], sum, ratio)
      kept &+= 1
    }
    return kept
  }

  @inline(__always)
  private mutating func boundTogether(
    _ longer: Float, _ shorter: Float, _ fields: FieldLists
  ) -> Double {
    var sum = FieldsSum()
    add(longer, of: 0, fields, to: &sum)
    add(shorter, of: 1, fields, to: &sum)
    return bound(sum)
  }

  /// Adds the scores of candidates in the longer field's block, which is loaded.
  ///
  /// - Returns: the place behind those that are left: those that a field has, or all if it is not required.
  private mutating func addScores(
    _ part: Range<Int>, _ isRequired: Bool, _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) -> Int {
    let (candidates, sums, ratios) = unsafe (memory.candidates, memory.sums, memory.ratios)
    let found = Self.intersect(part, fields[0], memory)
    var (pair, kept) = (0, part.lowerBound)
    // SAFETY: kept ≤ index < the number of candidates; pair < found.
    for index in part {
      var longer: Float?
      if pair < found, unsafe Int(memory.places[pair]) == index &- part.lowerBound {
        longer = try fields[0].ratio(at: unsafe Int(memory.places[ListMemory.blockSize &+ pair]))
        pair &+= 1
      }
      let (ratio, sum) = unsafe (ratios[index], sums[index])
      let isPresent = longer != nil || ratio >= 0
      if isRequired, !isPresent { continue }
      unsafe candidates[kept] = candidates[index]
      unsafe sums[kept] = isPresent ? sum + score(longer, ratio, fields) : sum
      kept &+= 1
    }
    return kept
  }

  /// What a document scores by its ratios in two fields; below 0 where the shorter one lacks it.
  @inline(__always)
  private mutating func score(_ longer: Float?, _ shorter: Float, _ fields: FieldLists) -> Double {
    if shorter < 0 { return Double(fields[0].weight.score(ratio: longer ?? 0)) }
    return scoreTogether(longer, shorter, fields)
  }
}
