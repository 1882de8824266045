import CKernels
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
    let count = parts[0].count
    while place < count {
      // SAFETY: the place is below the count of the loaded block.
      let document = unsafe parts[0].documents[place]
      var end = count
      if parts.count > 1 {
        try parts[1].seekBlock(document)
        if parts[1].blockEnd == Self.end { break }
        if parts[1].blockEnd < blockEnd { end = parts[0].place(of: parts[1].blockEnd &+ 1) }
      }
      // Looked at before the block of the other word is unpacked.
      let bound =
        parts.count == 1 || cutoff == -.infinity ? .infinity : try parts[1].boundBlock()
      if bound > cutoff {
        try matchRange(place..<end, parts, matcher, &merged)
      }
      place = end
    }
    endBlock(merged)
  }

  /// Matches documents of the rarest word that lie in one block of the next rarest.
  private mutating func matchRange(
    _ range: Range<Int>, _ parts: TermLists, _ matcher: PhraseMatcher, _ merged: inout Int
  ) throws(CodecError) {
    var common = range.count
    if parts.count > 1 {
      try parts[1].load()
      // SAFETY: the range lies in the first block; the second is filled up with `end`. The places
      // have room for a block each.
      common = Int(
        unsafe quern_intersect(
          parts[0].documents + range.lowerBound, UInt32(range.count), parts[1].documents,
          UInt32(parts[1].count), matcher.places.first, matcher.places.second))
    }
    if matcher.beginsWithTwoWords, parts.count > 1 {
      common = try keepPromising(common, range.lowerBound, parts, matcher)
      if parts.count == 2 {
        return try matchTwoWords(common, range.lowerBound, parts, matcher, &merged)
      }
      if matcher.findsNeighboursFirst(of: common) {
        common = try keepNeighbours(common, range.lowerBound, parts, matcher)
      }
    }
    next: for index in 0..<common {
      // SAFETY: so many places were written, and they lie in the blocks.
      if parts.count > 1 {
        parts[0].foundPlace = range.lowerBound + Int(unsafe matcher.places.first[index])
        parts[1].foundPlace = Int(unsafe matcher.places.second[index])
      } else {
        parts[0].foundPlace = range.lowerBound + index
      }
      let document = unsafe parts[0].documents[parts[0].foundPlace]
      for part in parts.indices.dropFirst(2) where try parts[part].findNext(document) != document {
        continue next
      }
      guard let score = try matchWords(document, parts, matcher, cutoff) else { continue }
      // SAFETY: no more documents are matched than the rarest word has in its block.
      unsafe documents[merged] = document
      unsafe scores[merged] = score
      merged += 1
    }
  }

  /// Keeps those of the documents that the two rarest words share which have both often enough for the score that
  /// is needed.
  private mutating func keepPromising(
    _ common: Int, _ base: Int, _ parts: TermLists, _ matcher: PhraseMatcher
  ) throws(CodecError) -> Int {
    guard cutoff > -.infinity else { return common }
    let (places, others) = unsafe (matcher.places.first, matcher.places.second)
    var count = 0
    for index in 0..<common {
      // SAFETY: count ≤ index, and so many places were written, which lie in the blocks.
      let (place, other) = unsafe (places[index], others[index])
      let frequency = min(
        parts[0].frequency(at: base + Int(place)), parts[1].frequency(at: Int(other)))
      let document = unsafe parts[0].documents[base + Int(place)]
      guard try Double(score(document, frequency)) > cutoff else { continue }
      unsafe (places[count], others[count]) = (place, other)
      count += 1
    }
    return count
  }

  /// Keeps those of the documents that the two rarest words share in which these stand at their distances, many at a
  /// time: what is read of them is read again where the other words are.
  private mutating func keepNeighbours(
    _ common: Int, _ base: Int, _ parts: TermLists, _ matcher: PhraseMatcher
  ) throws(CodecError) -> Int {
    let (places, others) = unsafe (matcher.places.first, matcher.places.second)
    var (kept, index) = (0, 0)
    while index < common {
      let end = index + (try matcher.countTwoWords(index..<common, base: base, parts))
      // Of the one at the end, if there is one, the kernel says nothing.
      for index in index..<min(end + 1, common) {
        // SAFETY: kept ≤ index, and so many places were written; documents before the end were counted.
        guard unsafe index == end || matcher.counts[index] > 0 else { continue }
        unsafe (places[kept], others[kept]) = (places[index], others[index])
        kept += 1
      }
      index = end + 1
    }
    return kept
  }

  /// Matches documents that the two words of a phrase share, many at a time.
  private mutating func matchTwoWords(
    _ count: Int, _ base: Int, _ parts: TermLists, _ matcher: PhraseMatcher, _ merged: inout Int
  ) throws(CodecError) {
    let (places, others) = unsafe (matcher.places.first, matcher.places.second)
    var index = 0
    while index < count {
      let end = index + (try matcher.countTwoWords(index..<count, base: base, parts))
      for index in index..<end {
        // SAFETY: so many documents were counted.
        let frequency = unsafe matcher.counts[index]
        if frequency > 0 {
          unsafe try append(base + Int(places[index]), frequency, parts, matcher, &merged)
        }
      }
      index = end
      if index == count { return }
      unsafe parts[0].foundPlace = base + Int(places[index])
      unsafe parts[1].foundPlace = Int(others[index])
      let frequency = try matcher.countPhrases(parts)
      if frequency > 0 { try append(parts[0].foundPlace, frequency, parts, matcher, &merged) }
      index += 1
    }
  }

  /// Appends a document of the rarest word's block that has the phrase.
  private mutating func append(
    _ place: Int, _ frequency: UInt32, _ parts: TermLists, _ matcher: PhraseMatcher,
    _ merged: inout Int
  ) throws(CodecError) {
    // SAFETY: the place lies in the block; no more documents are matched than it has.
    let document = unsafe parts[0].documents[place]
    unsafe documents[merged] = document
    if matcher.scores { unsafe scores[merged] = try score(document, frequency) }
    merged += 1
  }

  /// What the phrase scores in a document that has it so often.
  @inline(__always)
  private mutating func score(_ document: UInt32, _ frequency: UInt32) throws(CodecError) -> Float {
    let code: UInt8
    if let codes = unsafe codes {
      // SAFETY: there is a code for each document of the segment.
      code = unsafe codes[Int(document)]
    } else {
      code = try field.lengths.code(of: document)
    }
    return weight.score(frequency: UInt64(frequency), lengthCode: code)
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
    for part in parts.indices where try parts[part].findNext(document) != document { return nil }
    return try matchWords(document, parts, matcher, cutoff)
  }

  /// Counts the phrase in a document that has all words, and scores it.
  private mutating func matchWords(
    _ document: UInt32, _ parts: TermLists, _ matcher: PhraseMatcher, _ cutoff: Double
  ) throws(CodecError) -> Float? {
    if cutoff > -.infinity {
      var least = UInt32.max
      for part in parts.indices {
        least = min(least, parts[part].frequency(at: parts[part].foundPlace))
      }
      if try Double(score(document, least)) <= cutoff { return nil }
    }
    let frequency = try matcher.countPhrases(parts)
    return frequency > 0 ? try score(document, frequency) : nil
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
