import QuernCodec
import QuernIndex
import QuernModel

// A phrase: words at fixed distances in one field, scored as one term that occurs as often as the
// phrase. A block of it is that of its rarest word. Positions are read last, and only where all words
// stand in the document and occur often enough for the score that is needed.
extension TermList {
  /// Finds the documents of the block that have the phrase, and scores them.
  mutating func matchBlock(_ parts: TermLists, _ matcher: PhraseMatcher) throws(CodecError) {
    try parts[0].load()
    var merged = 0
    var place = parts[0].count > 0 ? parts[0].place(of: nextDocument) : 0
    while place < parts[0].count {
      // SAFETY: the place is below the count of the loaded block.
      let document = unsafe parts[0].documents[place]
      let next = try findWords(document, parts)
      if next > document {
        if next > blockEnd { break }
        place = parts[0].place(of: next)
        continue
      }
      if let score = try matchWords(document, parts, matcher, cutoff) {
        // SAFETY: no more documents are matched than the rarest word has in its block.
        unsafe documents[merged] = document
        unsafe scores[merged] = score
        merged += 1
      }
      place += 1
    }
    endBlock(merged)
  }

  /// The score of the phrase in a document.
  ///
  /// `nil` where it is not, or where it would add no more than `cutoff`. Documents must be asked for in
  /// ascending order.
  mutating func matchPhrase(
    _ document: UInt32, above cutoff: Double, _ parts: TermLists, _ matcher: PhraseMatcher
  ) throws(CodecError) -> Float? {
    if isLoaded, document <= blockEnd {
      let place = place(of: document)
      // SAFETY: the documents are followed by `end` up to the capacity.
      guard place < count, unsafe documents[place] == document else { return nil }
      return unsafe scores[place]
    }
    nextDocument = document + 1
    guard try findWords(document, parts) == document else { return nil }
    return try matchWords(document, parts, matcher, cutoff)
  }

  /// Finds a document in the lists of all words, or the next one that may be in all of them.
  private func findWords(_ document: UInt32, _ parts: TermLists) throws(CodecError) -> UInt32 {
    for part in parts.indices {
      let found = try parts[part].findNext(document)
      if found != document { return found }
    }
    return document
  }

  /// Counts the phrase in a document that has all words, and scores it.
  private func matchWords(
    _ document: UInt32, _ parts: TermLists, _ matcher: PhraseMatcher, _ cutoff: Double
  ) throws(CodecError) -> Float? {
    let code: UInt8
    if let codes = unsafe codes {
      // SAFETY: there is a code for each document of the segment.
      code = unsafe codes[Int(document)]
    } else {
      code = try field.lengths.code(of: document)
    }
    if cutoff > -.infinity {
      var least = UInt32.max
      for part in parts.indices {
        least = min(least, parts[part].frequency(at: parts[part].foundPlace))
      }
      let bound = weight.score(frequency: UInt64(least), lengthCode: code)
      if Double(bound) <= cutoff { return nil }
    }
    let frequency = try matcher.countPhrases(parts)
    return frequency > 0 ? weight.score(frequency: UInt64(frequency), lengthCode: code) : nil
  }

  /// Moves to the first document ≥ `target` and notes its place; a document before which there is no
  /// other where the list must be looked at again.
  @inline(__always)
  mutating func findNext(_ target: UInt32) throws(CodecError) -> UInt32 {
    try seekBlock(target)
    guard blockEnd != Self.end else { return Self.end }
    try load()
    foundPlace = place(of: target)
    // SAFETY: the block ends at or behind `target`, so that there is a place for it.
    return unsafe documents[min(foundPlace, capacity - 1)]
  }
}
