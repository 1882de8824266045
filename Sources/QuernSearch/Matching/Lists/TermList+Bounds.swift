import QuernCodec

extension TermList {
  /// Bounds the scores of some documents; windows never go backwards.
  ///
  /// Only a list of one block is unpacked for that.
  mutating func bound(from first: UInt32, through last: UInt32) throws(CodecError) -> Double {
    if let fields { return try bound(fields, from: first, through: last) }
    if let parts { return try bound(parts, from: first, through: last) }
    return Double(weight.score(ratio: try ratio(from: first, through: last)))
  }

  /// The best ratio of frequency and norm of some documents, as far as blocks tell.
  mutating func ratio(from first: UInt32, through last: UInt32) throws(CodecError) -> Float {
    if parts != nil { return listRatio }
    // A long window's best block is about the list's best one: not worth looking for.
    if (last - first) / 4 > meanSpan { return listRatio }
    // Most often the window lies in the block that is worked on.
    if blockEnd >= last, walker.place.lastDocumentBefore &+ 1 <= first {
      // A list of one block is unpacked for that: its only bound is that of the whole list.
      if !hasBlockImpacts { try load() }
      return hasLoaded(from: first, through: last) ? try bestRatio() : 0
    }
    if walker.place.lastDocument > scoutPlace.lastDocument { moveScout(to: walker.place) }
    swap(&walker.place, &scoutPlace)
    if walker.place.lastDocument < first {
      try walker.seekBlock(first)
      scoutRatio = -1
    }
    var best: Float = 0
    while walker.place.count > 0, walker.place.lastDocumentBefore &+ 1 <= last {
      if scoutRatio < 0 { scoutRatio = try currentRatio() }
      best = max(best, scoutRatio)
      if walker.place.lastDocument >= last { break }
      try walker.nextBlock()
      scoutRatio = -1
    }
    swap(&walker.place, &scoutPlace)
    return best
  }

  /// Whether the current block may have some of these documents; a block that is loaded is asked.
  private mutating func hasLoaded(from first: UInt32, through last: UInt32) -> Bool {
    if blockEnd == Self.end { return false }
    guard isLoaded, count > 0 else { return true }
    // SAFETY: the place lies in the block, which is filled up with `end`.
    return unsafe documents[min(place(of: first), capacity - 1)] <= last
  }

  mutating func moveScout(to place: PostingsPlace) {
    scoutPlace = place
    scoutRatio = -1
  }

  /// Of a phrase the least of its words' bounds, of merged lists that of the list.
  private mutating func bound(
    _ parts: TermLists, from first: UInt32, through last: UInt32
  ) throws(CodecError) -> Double {
    guard matcher != nil else { return listBound }
    // Words may be past the documents of a loaded block, whose scores are known.
    let known = isLoaded && first <= blockEnd ? loadedBound : 0
    if isLoaded, last <= blockEnd { return known }
    let start = isLoaded ? max(first, blockEnd &+ 1) : first
    var best = listBound
    for part in parts.indices {
      best = min(best, try parts[part].bound(from: start, through: last))
    }
    return max(best, known)
  }

  /// The best score in the loaded block, which is scored.
  private var loadedBound: Double {
    var best: Float = 0
    // SAFETY: so many documents are loaded and scored.
    for place in 0..<count { best = max(best, unsafe scores[place]) }
    return Double(best)
  }

  /// Bounds the scores of the current block.
  mutating func boundBlock() throws(CodecError) -> Double {
    if blockBound >= 0 { return blockBound }
    if let fields {
      blockBound = try boundBlock(fields)
      return blockBound
    }
    guard let parts else {
      blockBound = Double(weight.score(ratio: try bestRatio()))
      return blockBound
    }
    guard matcher != nil, blockEnd != Self.end else { return listBound }
    return try bound(parts, from: min(nextDocument, blockEnd), through: blockEnd)
  }

  /// The best ratio in the current block of a word.
  mutating func bestRatio() throws(CodecError) -> Float {
    if parts != nil { return listRatio }
    if blockRatio < 0 { blockRatio = try currentRatio() }
    return blockRatio
  }

  /// The best ratio in the block at which the walker stands.
  private mutating func currentRatio() throws(CodecError) -> Float {
    guard hasBlockImpacts, walker.place.count > 0 else { return listRatio }
    // SAFETY: there are 256 values.
    return unsafe try walker.bestRatio(inverses)
  }
}
