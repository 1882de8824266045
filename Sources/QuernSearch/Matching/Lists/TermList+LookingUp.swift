import QuernCodec

extension TermList {
  /// Adds the scores of those candidates that are in the list to their sums.
  ///
  /// A candidate whose sum stays at or below `cutoff` even with the best score of its block is dropped
  /// without unpacking the block.
  ///
  /// - Returns: the number of candidates that stay: those in the list, or all others too if it is
  ///   not required.
  mutating func lookUp(
    _ candidateCount: Int, isRequired: Bool, cutoff: Double, _ memory: ListMemory
  ) throws(CodecError) -> Int {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    var kept = 0
    var index = 0
    // SAFETY: kept ≤ index < candidateCount, and so many candidates were written. In a loaded block
    // that ends at or behind a document there is a place for it.
    while index < candidateCount {
      if unsafe candidates[index] > blockEnd { try seekBlock(unsafe candidates[index]) }
      let end = blockEnd
      if count == 0, end != Self.end {
        let needed = cutoff > -.infinity ? cutoff - (try boundBlock()) : cutoff
        while index < candidateCount, unsafe candidates[index] <= end, unsafe sums[index] <= needed
        {
          index &+= 1
        }
        guard index < candidateCount, unsafe candidates[index] <= end else { continue }
        try load()
      }
      while index < candidateCount {
        let document = unsafe candidates[index]
        if document > end { break }
        let place = count > 0 ? place(of: document) : 0
        let isPresent = count > 0 && (unsafe documents[place]) == document
        if isPresent || !isRequired {
          unsafe candidates[kept] = document
          unsafe sums[kept] = sums[index] + (isPresent ? score(at: place) : 0)
          kept &+= 1
        }
        index &+= 1
      }
    }
    return kept
  }

  /// Keeps those candidates that are in the list, or those that are not.
  ///
  /// - Returns: how many are kept.
  mutating func keep(
    _ candidateCount: Int, ifPresent: Bool, _ memory: ListMemory
  ) throws(CodecError) -> Int {
    let candidates = unsafe memory.candidates
    var kept = 0
    // SAFETY: as in `lookUp`.
    for index in 0..<candidateCount {
      let document = unsafe candidates[index]
      try loadBlock(of: document)
      let isPresent = count > 0 && contains(document)
      unsafe candidates[kept] = document
      kept &+= isPresent == ifPresent ? 1 : 0
    }
    return kept
  }

  /// Whether a document is in the list; documents must be asked for in ascending order.
  mutating func find(_ document: UInt32) throws(CodecError) -> Bool {
    try loadBlock(of: document)
    return count > 0 && contains(document)
  }

  /// Whether a document is in the loaded block, which ends at or behind it.
  @inline(__always)
  private func contains(_ document: UInt32) -> Bool {
    // SAFETY: there is a place for the document.
    unsafe documents[place(of: document)] == document
  }

  /// Calls a function with the documents of each block from the current one on.
  mutating func forEachBlock(
    _ body: (Span<UInt32>) -> Void
  ) throws(CodecError) {
    while blockEnd != Self.end {
      try load()
      // SAFETY: the block's documents stay where they are while the function runs.
      body(unsafe Span(_unsafeStart: documents, count: count))
      try nextBlock()
    }
  }

  /// The same for one of several lists of a clause: marks the candidates that are in the list.
  mutating func lookUpMarking(_ candidateCount: Int, _ memory: ListMemory) throws(CodecError) {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    // SAFETY: so many candidates were written, with their marks.
    for index in 0..<candidateCount {
      let document = unsafe candidates[index]
      try loadBlock(of: document)
      guard count > 0 else { return }
      let place = place(of: document)
      guard unsafe documents[place] == document else { continue }
      unsafe sums[index] += score(at: place)
      unsafe memory.marks[index] = 1
    }
  }

  /// Loads the block in which a document would be; past the last block none is loaded.
  @inline(__always)
  private mutating func loadBlock(of document: UInt32) throws(CodecError) {
    if document > blockEnd { try seekBlock(document) }
    if count == 0 { try load() }
  }
}
