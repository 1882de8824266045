import QuernCodec

// Documents that are looked up in a word over several fields: few of a block, most often, so that each
// field is asked for them and nothing is joined.
extension TermList {
  /// ``lookUp(_:isRequired:cutoff:_:)`` of a word over several fields.
  mutating func lookUpFields(
    _ candidateCount: Int, _ isRequired: Bool, _ cutoff: Double, _ memory: ListMemory,
    _ fields: FieldLists
  ) throws(CodecError) -> Int {
    if isOverTwoFields, !isLoaded, candidateCount > 0 {
      return try lookUpTwoFields(candidateCount, isRequired, cutoff, memory, fields)
    }
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    var kept = 0
    // SAFETY: kept ≤ index < candidateCount, and so many candidates were written.
    for index in 0..<candidateCount {
      let (document, sum) = unsafe (candidates[index], sums[index])
      try seekBlock(document)
      if cutoff > -.infinity, !isLoaded, blockEnd != Self.end {
        if sum + (try boundBlock()) <= cutoff { continue }
      }
      let score = try scoreInFields(document, fields)
      if isRequired, score == nil { continue }
      unsafe candidates[kept] = document
      unsafe sums[kept] = sum + (score ?? 0)
      kept &+= 1
    }
    return kept
  }

  /// The ratio of frequency and norm in a document; `nil` where the list does not have it.
  @inline(__always)
  mutating func ratio(of document: UInt32) throws(CodecError) -> Float? {
    try seekBlock(document)
    try load()
    guard count > 0 else { return nil }
    let place = place(of: document)
    // SAFETY: the block ends at or behind the document, so that there is a place for it.
    return unsafe documents[place] == document ? try ratio(at: place) : nil
  }

  /// What a document of the current block scores; `nil` where no field has the word.
  mutating func scoreInFields(
    _ document: UInt32, _ fields: FieldLists
  ) throws(CodecError) -> Double? {
    guard blockEnd != Self.end else { return nil }
    if isLoaded {
      try score()
      let place = place(of: document)
      // SAFETY: the block ends at or behind the document, so that there is a place for it.
      return unsafe documents[place] == document ? score(at: place) : nil
    }
    var (total, base): (Double, Float) = (0, 0)
    var isPresent = false
    for index in fields.indices {
      guard let ratio = try fields[index].ratio(of: document) else { continue }
      if addsUp {
        total += Double(fields[index].weight.score(ratio: ratio))
      } else {
        total += Double(weight.addition(ratio: ratio, base: base))
        base += ratio
      }
      isPresent = true
    }
    return isPresent ? total : nil
  }

  /// Whether one of the fields has the word in a document.
  mutating func findInFields(
    _ document: UInt32, _ fields: FieldLists
  ) throws(CodecError) -> Bool {
    for index in fields.indices where try fields[index].find(document) { return true }
    return false
  }
}
