import CKernels
import QuernCodec
import QuernModel

extension ListExecutor {
  /// Looks the candidates up in the other lists, and offers those that can enter.
  ///
  /// - Parameter rest: the bounds of the other lists together.
  mutating func finish(
    _ candidateCount: Int, _ leading: [Int], _ rest: Double, _ top: inout TopDocuments
  ) throws(CodecError) {
    var count = try filter.keep(candidateCount, memory)
    var rest = rest
    for clause in requiredOrder {
      if required[clause].count == 1 {
        let list = required[clause].lowerBound
        if leading.contains(list) { continue }
        count = keepCandidates(count, above: threshold - rest)
        if count == 0 { return }
        rest -= bounds[list]
        count = try lists[list].lookUp(
          count, isRequired: true, cutoff: threshold - rest, memory)
        continue
      }
      // A clause of which one list leads has its other lists looked up as optional ones are.
      let isMatched = required[clause].contains { leading.contains($0) }
      let others = required[clause].filter { !leading.contains($0) }
      if others.isEmpty { continue }
      count = keepCandidates(count, above: threshold - rest)
      if count == 0 { return }
      for list in others { rest -= bounds[list] }
      count = try lookUp(others, count, isRequired: !isMatched)
    }
    for list in optionalOrder.reversed() where !leading.contains(list) && bounds[list] > 0 {
      count = keepCandidates(count, above: threshold - rest)
      if count == 0 { return }
      rest -= bounds[list]
      count = try lists[list].lookUp(
        count, isRequired: false, cutoff: threshold - rest, memory)
    }
    try offer(count, &top)
  }

  /// Looks the candidates up in the lists of one clause.
  private mutating func lookUp(
    _ clause: [Int], _ count: Int, isRequired: Bool
  ) throws(CodecError) -> Int {
    if clause.count == 1 {
      return try lists[clause[0]].lookUp(
        count, isRequired: isRequired, cutoff: -.infinity, memory)
    }
    unsafe memory.marks.initialize(repeating: 0, count: count)
    for list in clause { try lists[list].lookUpMarking(count, memory) }
    guard isRequired else { return count }
    var kept = 0
    // SAFETY: kept ≤ index < count.
    for index in 0..<count {
      unsafe memory.candidates[kept] = memory.candidates[index]
      unsafe memory.sums[kept] = memory.sums[index]
      kept += Int(unsafe memory.marks[index])
    }
    return kept
  }

  private func keepCandidates(_ count: Int, above cutoff: Double) -> Int {
    // SAFETY: so many candidates were written.
    Int(unsafe quern_keep(memory.candidates, memory.sums, UInt32(count), cutoff))
  }

  private mutating func offer(_ count: Int, _ top: inout TopDocuments) throws(CodecError) {
    var kept = keepCandidates(count, above: threshold)
    for list in prohibited where kept > 0 {
      kept = try lists[list].leaveOut(kept, memory)
    }
    try filter.offer(memory, kept, segment: segment, to: &top)
    threshold = max(threshold, Double(top.threshold))
  }
}
