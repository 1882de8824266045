import QuernCodec

extension TermList {
  /// Adds the scores of those candidates that are in the list to their sums.
  ///
  /// - Returns: the number of candidates that stay: those in the list, or all if it is not required.
  mutating func lookUp(
    _ count: Int, isRequired: Bool, _ memory: ListMemory
  ) throws(CodecError) -> Int {
    var kept = 0
    // SAFETY: kept ≤ index < count, and `count` candidates were written.
    for index in 0..<count {
      let document = unsafe memory.candidates[index]
      guard let place = try find(document) else {
        if isRequired { continue }
        kept += 1
        continue
      }
      unsafe memory.candidates[kept] = document
      unsafe memory.sums[kept] = try memory.sums[index] + score(at: place)
      kept += 1
    }
    return kept
  }

  /// The same for one of several lists of a clause: marks the candidates that are in the list.
  mutating func lookUpMarking(_ count: Int, _ memory: ListMemory) throws(CodecError) {
    // SAFETY: `count` candidates were written, with their marks.
    for index in 0..<count {
      guard let place = try find(unsafe memory.candidates[index]) else { continue }
      unsafe memory.sums[index] += try score(at: place)
      unsafe memory.marks[index] = 1
    }
  }

  /// The place of a document in its block, which is loaded; `nil` where the list does not have it.
  @inline(__always)
  private mutating func find(_ document: UInt32) throws(CodecError) -> Int? {
    if document > blockEnd { try seekBlock(document) }
    if count == 0 {
      try load()
      if count == 0 { return nil }
    }
    let place = place(of: document)
    guard place < count, unsafe documents[place] == document else { return nil }
    return place
  }
}
