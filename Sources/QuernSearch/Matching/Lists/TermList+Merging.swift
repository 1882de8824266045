import QuernCodec
import QuernIndex
import QuernModel

// Lists whose terms are scored as one. A block of theirs reaches to where the first of their own
// blocks ends, so that each of them has at most one block in it.
extension TermList {
  /// Merges lists of one field, two or more, whose terms are scored as one, or matches them as the
  /// words of a phrase.
  init(merging parts: TermLists, matcher: PhraseMatcher?, memory: ListMemory, number: Int) {
    let isPhrase = matcher != nil
    let blockCount = isPhrase ? 1 : Self.blockCount(ofParts: parts.count)
    unsafe (self.parts, self.matcher, totals) = (parts, matcher, nil)
    (fields, addsUp, isOverTwoFields) = (nil, false, false)
    (weight, field) = (parts[0].weight, parts[0].field)
    (walker, scoutPlace, meanSpan) = (parts[0].walker, parts[0].scoutPlace, parts[0].meanSpan)
    firstPlace = parts[0].firstPlace
    hasBlockImpacts = parts[0].hasBlockImpacts
    // SAFETY: what the parts hold, `self` holds too.
    unsafe (inverses, codes) = (parts[0].inverses, parts[0].codes)
    capacity = blockCount * ListMemory.blockSize
    unsafe documents = memory.documents(of: number, blockCount: blockCount)
    unsafe frequencies = memory.frequencies(of: number, blockCount: blockCount)
    unsafe scores = memory.scores(of: number, blockCount: blockCount)
    highestFrequency = parts.indices.reduce(0) { $0 + parts[$1].highestFrequency }
    lowestLengthCode = parts.indices.reduce(.max) { min($0, parts[$1].lowestLengthCode) }
    listRatio = Float(highestFrequency) * weight.norms.inverse(lowestLengthCode)
    if isPhrase {
      // The phrase occurs at most as often as each of its words.
      cost = parts[0].cost
      listBound = parts.indices.reduce(.infinity) { min($0, parts[$1].listBound) }
      blockEnd = parts[0].blockEnd
    } else {
      cost = parts.indices.reduce(0) { $0 + parts[$1].cost }
      listBound = Double(weight.score(ratio: listRatio))
      blockEnd = parts.indices.reduce(Self.end) { min($0, parts[$1].blockEnd) }
    }
  }

  /// How many blocks of 128 the documents of so many lists fill at most, rounded up to a power of two.
  static func blockCount(ofParts count: Int) -> Int {
    1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
  }

  /// Moves to the block of which the first document is ≥ `target`.
  mutating func seekParts(_ parts: TermLists, _ target: UInt32) throws(CodecError) {
    nextDocument = target
    count = 0
    isLoaded = false
    if matcher != nil {
      try parts[0].seekBlock(target)
      blockEnd = parts[0].blockEnd
      return
    }
    blockEnd = Self.end
    for index in parts.indices {
      try parts[index].seekBlock(target)
      blockEnd = min(blockEnd, parts[index].blockEnd)
    }
  }

  /// Merges the documents up to the end of the block.
  mutating func mergeBlock(_ parts: TermLists) throws(CodecError) {
    if let matcher { return try matchBlock(parts, matcher) }
    var rests: [MergedRest] = []
    rests.reserveCapacity(parts.count)
    for index in parts.indices {
      try parts[index].load()
      try parts[index].loadFrequencies()
      if parts[index].count > 0 { rests.append(MergedRest(&parts[index], from: nextDocument)) }
    }
    let merged = merge(&rests)
    endBlock(merged)
    hasFrequencies = true
    // Without a length for each document, lengths are looked up block by block.
    hasScores = false
    if unsafe codes == nil { try score() }
  }

  /// Writes the documents of all parts up to the end of the block, each with the sum of its frequencies.
  ///
  /// - Returns: their number.
  private mutating func merge(_ rests: inout [MergedRest]) -> Int {
    var merged = 0
    while true {
      var document = Self.end
      for index in rests.indices { document = min(document, rests[index].document) }
      if document > blockEnd || document == Self.end { return merged }
      var frequency: UInt64 = 0
      for index in rests.indices where rests[index].document == document {
        frequency += UInt64(rests[index].take())
      }
      // SAFETY: the parts have at most `capacity` documents together.
      unsafe documents[merged] = document
      unsafe frequencies[merged] = UInt32(clamping: frequency)
      merged += 1
    }
  }

  /// Says how many documents were merged or matched, and scored.
  mutating func endBlock(_ merged: Int) {
    count = merged
    hasScores = true
    // SAFETY: there is room for so many.
    for index in merged..<capacity { unsafe documents[index] = Self.end }
  }
}
