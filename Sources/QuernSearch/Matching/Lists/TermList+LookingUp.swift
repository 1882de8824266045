import CKernels
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
    if let fields {
      return try lookUpFields(candidateCount, isRequired, cutoff, memory, fields)
    }
    if let parts, let matcher {
      return try lookUpPhrase(candidateCount, isRequired, cutoff, memory, parts, matcher)
    }
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    var kept = 0
    var index = 0
    // SAFETY: kept ≤ index < candidateCount, and so many candidates were written. In a loaded block
    // that ends at or behind a document there is a place for it.
    while index < candidateCount {
      try seekBlock(unsafe candidates[index])
      let end = blockEnd
      if !isLoaded, end != Self.end {
        let needed = cutoff > -.infinity ? cutoff - (try boundBlock()) : cutoff
        while index < candidateCount, unsafe candidates[index] <= end, unsafe sums[index] <= needed
        {
          index &+= 1
        }
        guard index < candidateCount, unsafe candidates[index] <= end else { continue }
        try load()
      }
      if capacity == ListMemory.blockSize, count > 0 {
        try lookUpLoaded(&index, &kept, candidateCount, isRequired, memory)
        continue
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

  /// 24: from so many documents on, all of a block are scored sooner than these one by one.
  private static let manyFound = 24

  /// Looks those candidates up that end in the loaded block, as many as are compared at once.
  private mutating func lookUpLoaded(
    _ index: inout Int, _ kept: inout Int, _ candidateCount: Int, _ isRequired: Bool,
    _ memory: ListMemory
  ) throws(CodecError) {
    let (candidates, sums, places) = unsafe (memory.candidates, memory.sums, memory.places)
    let start = index
    let most = min(candidateCount, start &+ ListMemory.blockSize)
    // SAFETY: start < candidateCount; so many candidates were written. The block has documents and is
    // filled up with `end`; the places have room for a block each. kept ≤ index.
    if unsafe candidates[most &- 1] <= blockEnd {
      index = most
    } else {
      while unsafe candidates[index] <= blockEnd { index &+= 1 }
    }
    let found = Int(
      unsafe quern_intersect(
        candidates + start, UInt32(truncatingIfNeeded: index &- start), documents,
        UInt32(truncatingIfNeeded: count), places, places + ListMemory.blockSize))
    if found >= Self.manyFound { try score() }
    for pair in 0..<found {
      let candidate = unsafe start &+ Int(places[pair])
      let added = unsafe sums[candidate] + score(at: Int(places[ListMemory.blockSize &+ pair]))
      guard isRequired else {
        unsafe sums[candidate] = added
        continue
      }
      unsafe candidates[kept] = candidates[candidate]
      unsafe sums[kept] = added
      kept &+= 1
    }
    if isRequired { return }
    if kept < start {
      unsafe (candidates + kept).update(from: candidates + start, count: index &- start)
      unsafe (sums + kept).update(from: sums + start, count: index &- start)
    }
    kept &+= index &- start
  }

  /// Adds the scores of candidates that are documents of the loaded block to their sums.
  mutating func addScores(_ candidateCount: Int, _ memory: ListMemory) {
    // SAFETY: so many candidates were written.
    for index in 0..<candidateCount {
      let place = place(of: unsafe memory.candidates[index])
      unsafe memory.sums[index] += score(at: place)
    }
  }

  private mutating func lookUpPhrase(
    _ candidateCount: Int, _ isRequired: Bool, _ cutoff: Double, _ memory: ListMemory,
    _ parts: TermLists, _ matcher: PhraseMatcher
  ) throws(CodecError) -> Int {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    var kept = 0
    // SAFETY: kept ≤ index < candidateCount, and so many candidates were written.
    for index in 0..<candidateCount {
      let (document, sum) = unsafe (candidates[index], sums[index])
      let score = try matchPhrase(document, above: cutoff - sum, parts, matcher)
      if isRequired, score == nil { continue }
      unsafe candidates[kept] = document
      unsafe sums[kept] = sum + Double(score ?? 0)
      kept &+= 1
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
    var index = 0
    // SAFETY: as in `lookUp`. What is kept is written at or before the place where it was read.
    while index < candidateCount {
      if parts != nil {
        let document = unsafe candidates[index]
        let isPresent = try find(document)
        unsafe candidates[kept] = document
        kept &+= isPresent == ifPresent ? 1 : 0
        index &+= 1
        continue
      }
      try seekBlock(unsafe candidates[index])
      try load()
      var end = index + 1
      if unsafe candidates[candidateCount - 1] <= blockEnd {
        end = candidateCount
      } else {
        while unsafe candidates[end] <= blockEnd { end &+= 1 }
      }
      // Past the last block nothing is loaded.
      let listed = blockEnd == Self.end ? 0 : count
      if listed > 0 {
        kept &+= Int(
          unsafe quern_keep_members(
            candidates + index, UInt32(end - index), documents, UInt32(listed),
            ifPresent ? 1 : 0, candidates + kept))
      } else if !ifPresent {
        unsafe (candidates + kept).update(from: candidates + index, count: end - index)
        kept &+= end - index
      }
      index = end
    }
    return kept
  }

  /// Drops those candidates, and their sums, that are in the list.
  ///
  /// - Returns: how many are kept.
  mutating func leaveOut(_ candidateCount: Int, _ memory: ListMemory) throws(CodecError) -> Int {
    var kept = 0
    // SAFETY: as in `lookUp`.
    for index in 0..<candidateCount {
      let document = unsafe memory.candidates[index]
      let isPresent = try find(document)
      unsafe memory.candidates[kept] = document
      unsafe memory.sums[kept] = memory.sums[index]
      kept &+= isPresent ? 0 : 1
    }
    return kept
  }

  /// Whether a document is in the list; documents must be asked for in ascending order.
  @inline(__always)
  mutating func find(_ document: UInt32) throws(CodecError) -> Bool {
    if let fields { return try findInFields(document, fields) }
    if let parts, let matcher {
      return try matchPhrase(document, above: -.infinity, parts, matcher) != nil
    }
    try seekBlock(document)
    try load()
    // SAFETY: in a loaded block with documents there is a place for the document.
    return unsafe count > 0 && documents[place(of: document)] == document
  }

  /// Calls a function with the documents of each block from the current one on.
  mutating func forEachBlock(
    _ body: (Span<UInt32>) throws(CodecError) -> Void
  ) throws(CodecError) {
    while blockEnd != Self.end {
      try load()
      // SAFETY: the block's documents stay where they are while the function runs.
      try body(unsafe Span(_unsafeStart: documents, count: count))
      try nextBlock()
    }
  }

  /// The same for one of several lists of a clause: marks the candidates that are in the list.
  mutating func lookUpMarking(_ candidateCount: Int, _ memory: ListMemory) throws(CodecError) {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    // SAFETY: so many candidates were written, with their marks.
    for index in 0..<candidateCount {
      guard let score = try contribution(of: unsafe candidates[index]) else { continue }
      unsafe sums[index] += score
      unsafe memory.marks[index] = 1
    }
  }

  /// The score of a document; `nil` where the list does not have it.
  private mutating func contribution(of document: UInt32) throws(CodecError) -> Double? {
    if let fields {
      try seekBlock(document)
      return try scoreInFields(document, fields)
    }
    if let parts, let matcher {
      return try matchPhrase(document, above: -.infinity, parts, matcher).map(Double.init)
    }
    try seekBlock(document)
    try load()
    guard count > 0 else { return nil }
    let place = place(of: document)
    // SAFETY: the block ends at or behind the document, so that there is a place for it.
    return unsafe documents[place] == document ? score(at: place) : nil
  }
}
