import CKernels
import QuernCodec
import QuernIndex

// A word over several fields that score it as one (BM25F). The list of the longest field comes first; the
// others add to it. A block of the joined list reaches to where the first of their own blocks ends, so
// that each of them has at most one block in it. Ratios of frequency and norm are bounded and added up
// before they saturate: so the bound of two fields is little above that of one.
extension TermList {
  /// How many blocks of memory a joined block takes: for documents and ratios, and for totals.
  static let fieldsMemory = 2

  /// Whether it is a word over several fields.
  @inline(__always)
  var isOverFields: Bool { unsafe totals != nil }

  /// Joins lists of several fields, two or more, the longest first.
  init(joining parts: TermLists, blockCount: Int, memory: ListMemory, number: Int) {
    self.parts = parts
    matcher = nil
    (weight, field) = (parts[0].weight, parts[0].field)
    (walker, scoutPlace, meanSpan) = (parts[0].walker, parts[0].scoutPlace, parts[0].meanSpan)
    firstPlace = parts[0].firstPlace
    hasBlockImpacts = parts[0].hasBlockImpacts
    // SAFETY: what the parts hold, `self` holds too. The second half of the memory has 8 bytes and more
    // for each place, and begins on a multiple of 8.
    unsafe (inverses, codes) = (parts[0].inverses, nil)
    capacity = blockCount * ListMemory.blockSize
    unsafe documents = memory.documents(of: number, blockCount: blockCount)
    unsafe frequencies = memory.frequencies(of: number, blockCount: blockCount)
    unsafe scores = memory.scores(of: number, blockCount: blockCount)
    unsafe totals = memory.totals(of: number + blockCount, blockCount: blockCount)
    (highestFrequency, lowestLengthCode) = (0, .max)
    cost = parts.indices.reduce(0) { $0 + parts[$1].cost }
    listRatio = parts.indices.reduce(0) { $0 + parts[$1].listRatio }
    listBound = Self.bound(ofRatio: listRatio, parts[0].weight)
    blockEnd = parts.indices.reduce(Self.end) { min($0, parts[$1].blockEnd) }
  }

  // MARK: Bounds

  /// What no document scores more than whose fields' ratios come to a sum.
  func bound(ofRatio sum: Float) -> Double { Self.bound(ofRatio: sum, weight) }

  private static func bound(ofRatio sum: Float, _ weight: TermWeight) -> Double {
    // Ratios may be added up in another order, and additions are rounded one by one.
    Double(weight.score(ratio: sum * (1 + 0x1p-20))) * (1 + 0x1p-20)
  }

  /// The best ratios of the fields in the current block, added up.
  func ratio(_ parts: TermLists) throws(CodecError) -> Float {
    var sum: Float = 0
    for index in parts.indices {
      guard parts[index].blockEnd != Self.end, parts[index].blockStart <= blockEnd else { continue }
      sum += try parts[index].bestRatio()
    }
    return sum
  }

  /// Bounds the scores of the current block, the closer where that tells whether any exceeds a cutoff.
  ///
  /// The best ratios of two fields need not be those of one document: those of shorter fields are
  /// looked at one by one, before the longest field's documents are unpacked.
  mutating func boundBlock(above cutoff: Double) throws(CodecError) -> Double {
    let bound = try boundBlock()
    guard bound > cutoff, isOverFields, !isTight, !isLoaded, let parts, blockEnd != Self.end else {
      return bound
    }
    isTight = true
    var sum: Float = 0
    let longest =
      parts[0].blockEnd != Self.end && parts[0].blockStart <= blockEnd
      ? try parts[0].bestRatio() : 0
    for index in parts.indices.dropFirst() {
      let part = try loadedPart(parts, index)
      if part.isEmpty { continue }
      try parts[index].loadRatios()
      var best: Float = 0
      // SAFETY: there is a ratio for each loaded document.
      for place in part { best = max(best, unsafe parts[index].scores[place]) }
      sum += best
    }
    blockBound = min(bound, self.bound(ofRatio: longest + sum))
    return blockBound
  }

  /// A document before which the current block has none.
  func firstDocument(_ parts: TermLists) -> UInt32 {
    var first = Self.end
    for index in parts.indices where parts[index].blockEnd != Self.end {
      first = min(first, parts[index].blockStart)
    }
    return max(first, nextDocument)
  }

  // MARK: Blocks

  /// Joins the documents of the current block.
  mutating func joinBlock(_ parts: TermLists) throws(CodecError) {
    var (joined, used) = (0, 0)
    for index in parts.indices {
      let part = try loadedPart(parts, index)
      // SAFETY: the parts have at most `capacity` documents together; so many places follow each other
      // where the frequencies would be.
      let added = unsafe parts[index].documents + part.lowerBound
      if index == 0 {
        unsafe documents.update(from: added, count: part.count)
        joined = part.count
      } else if !part.isEmpty {
        joined = Int(
          unsafe quern_join_documents(
            documents, UInt32(joined), added, UInt32(part.count), frequencies + used))
        used += part.count
      }
    }
    endBlock(joined)
    hasScores = false
  }

  /// Where the documents of the current block stand in the loaded block of one of the parts.
  private func loadedPart(_ parts: TermLists, _ index: Int) throws(CodecError) -> Range<Int> {
    guard parts[index].blockEnd != Self.end, parts[index].blockStart <= blockEnd else {
      return 0..<0
    }
    try parts[index].load()
    let from = parts[index].blockStart >= nextDocument ? 0 : parts[index].place(of: nextDocument)
    let to =
      parts[index].blockEnd <= blockEnd
      ? parts[index].count : min(parts[index].count, parts[index].place(of: blockEnd &+ 1))
    return min(from, to)..<to
  }

  /// Scores the loaded documents of all fields.
  mutating func scoreFields() throws(CodecError) {
    guard let parts, let totals = unsafe totals else { return }
    hasScores = true
    var (joined, used) = (0, 0)
    for index in parts.indices {
      let part = try loadedPart(parts, index)
      if part.isEmpty { continue }
      if index == 0 {
        // SAFETY: there is room for as many ratios and totals as for documents.
        unsafe try parts[0].writeRatios(of: part, to: scores)
        joined = part.count
        unsafe quern_score_ratios(scores, UInt32(joined), weight.weight, totals)
        continue
      }
      try parts[index].loadRatios()
      // SAFETY: the places are those of `joinBlock`, among so many documents.
      let places = unsafe frequencies + used
      let added = unsafe parts[index].scores + part.lowerBound
      joined = Int(
        unsafe quern_join_ratios(scores, totals, UInt32(joined), places, UInt32(part.count)))
      unsafe quern_add_ratios(scores, totals, places, added, UInt32(part.count), weight.weight)
      used += part.count
    }
  }

  /// Computes the ratios of all loaded documents, where their scores would be: a part is never scored.
  mutating func loadRatios() throws(CodecError) {
    if hasRatios { return }
    unsafe try writeRatios(of: 0..<count, to: scores)
    hasRatios = true
  }

  /// Writes the ratios of frequency and norm of some loaded documents.
  private mutating func writeRatios(
    of part: Range<Int>, to ratios: UnsafeMutablePointer<Float>
  ) throws(CodecError) {
    try loadFrequencies()
    // SAFETY: there is a code for each document of the segment where there are dense ones, and room for
    // as many ratios as the block has documents.
    if let codes = unsafe codes {
      return unsafe quern_ratios(
        documents + part.lowerBound, frequencies + part.lowerBound, UInt32(part.count), codes,
        inverses, ratios)
    }
    for place in part { unsafe ratios[place - part.lowerBound] = try ratio(at: place) }
  }

  /// The frequency of one loaded document over the norm of its length.
  func ratio(at place: Int) throws(CodecError) -> Float {
    // SAFETY: the place holds a document, for which there is a code where there are dense ones.
    let document = unsafe documents[place]
    let code: UInt8
    if let codes = unsafe codes {
      code = unsafe codes[Int(document)]
    } else {
      code = try field.lengths.code(of: document)
    }
    return Float(frequency(at: place)) * weight.norms.inverse(code)
  }
}
