import CKernels
import QuernCodec
import QuernIndex

// A word, or a phrase of one pair, over several fields. The list of the longest field comes first; the
// others add to it. A block of the joined list reaches to where the first of their own blocks ends, so
// that each of them has at most one block in it.
extension TermList {
  /// How many blocks of memory a joined block takes: for documents and ratios, and for totals.
  static let fieldsMemory = 2

  /// How many blocks two lists of one term each fill together, and how many they take with that memory.
  static let twoFieldsBlocks = blockCount(ofParts: 2)
  static let twoFieldsMemory = 2 + fieldsMemory * twoFieldsBlocks

  /// Whether it is a word over several fields.
  @inline(__always)
  var isOverFields: Bool { fields != nil }

  /// Joins lists of several fields, two or more, the longest first.
  init(joining parts: TermLists, addsUp: Bool, blockCount: Int, memory: ListMemory, number: Int) {
    (self.parts, self.addsUp) = (parts, addsUp)
    matcher = nil
    let fields = parts.unheld
    self.fields = fields
    isOverTwoFields = fields.count == 2 && fields[0].parts == nil && fields[1].parts == nil
    (weight, field) = (fields[0].weight, fields[0].field)
    (walker, scoutPlace, meanSpan) = (fields[0].walker, fields[0].scoutPlace, fields[0].meanSpan)
    firstPlace = fields[0].firstPlace
    hasBlockImpacts = fields[0].hasBlockImpacts
    // SAFETY: what the parts hold, `self` holds too. The second half of the memory has 8 bytes and more
    // for each place, and begins on a multiple of 8.
    unsafe (inverses, codes) = (fields[0].inverses, nil)
    capacity = blockCount * ListMemory.blockSize
    unsafe documents = memory.documents(of: number, blockCount: blockCount)
    unsafe frequencies = memory.frequencies(of: number, blockCount: blockCount)
    unsafe scores = memory.scores(of: number, blockCount: blockCount)
    unsafe totals = memory.totals(of: number + blockCount, blockCount: blockCount)
    (highestFrequency, lowestLengthCode) = (0, .max)
    cost = fields.indices.reduce(0) { $0 + fields[$1].cost }
    listRatio = fields.indices.reduce(0) { $0 + fields[$1].listRatio }
    listBound =
      addsUp
      ? fields.indices.reduce(0) { $0 + fields[$1].listBound }
      : Self.bound(ofRatio: listRatio, fields[0].weight)
    blockEnd = fields.indices.reduce(Self.end) { min($0, fields[$1].blockEnd) }
  }

  // MARK: Blocks

  /// Moves to the block of which the first document is ≥ `target`.
  mutating func seekFields(_ fields: FieldLists, _ target: UInt32) throws(CodecError) {
    nextDocument = target
    blockBound = -1
    isTight = false
    count = 0
    isLoaded = false
    blockEnd = Self.end
    for index in fields.indices {
      try fields[index].seekBlock(target)
      blockEnd = min(blockEnd, fields[index].blockEnd)
    }
  }

  /// A document before which the current block has none.
  mutating func firstDocument(_ fields: FieldLists) -> UInt32 {
    var first = Self.end
    for index in fields.indices where fields[index].blockEnd != Self.end {
      first = min(first, fields[index].blockStart)
    }
    return max(first, nextDocument)
  }

  /// Whether one of the fields may have documents in the current block.
  @inline(__always)
  mutating func reaches(_ index: Int, _ fields: FieldLists) -> Bool {
    fields[index].blockEnd != Self.end && fields[index].blockStart <= blockEnd
  }

  /// Where the documents of the current block stand in the loaded block of one of the fields.
  mutating func loadedPart(_ fields: FieldLists, _ index: Int) throws(CodecError) -> Range<Int> {
    guard reaches(index, fields) else { return 0..<0 }
    try fields[index].load()
    let from = fields[index].blockStart >= nextDocument ? 0 : fields[index].place(of: nextDocument)
    let count = fields[index].count
    let to =
      fields[index].blockEnd <= blockEnd
      ? count : min(count, fields[index].place(of: blockEnd &+ 1))
    return min(from, to)..<to
  }

  /// Joins the documents of the current block.
  mutating func joinBlock(_ fields: FieldLists) throws(CodecError) {
    var (joined, used) = (0, 0)
    for index in fields.indices {
      let part = try loadedPart(fields, index)
      // SAFETY: the fields have at most `capacity` documents together; so many places follow each other
      // where the frequencies would be.
      let added = unsafe fields[index].documents + part.lowerBound
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

  // MARK: Scores

  /// Scores the loaded documents of all fields.
  mutating func scoreFields(_ fields: FieldLists) throws(CodecError) {
    guard let totals = unsafe totals else { return }
    hasScores = true
    var (joined, used) = (0, 0)
    for index in fields.indices {
      let part = try loadedPart(fields, index)
      if part.isEmpty { continue }
      if index == 0 {
        // SAFETY: there is room for as many ratios and totals as for documents.
        unsafe try fields[0].writeRatios(of: part, to: scores)
        joined = part.count
        unsafe quern_score_ratios(scores, UInt32(joined), weight.weight, totals)
        continue
      }
      try fields[index].loadRatios()
      // SAFETY: the places are those of `joinBlock`, among so many documents.
      let places = unsafe frequencies + used
      let added = unsafe fields[index].scores + part.lowerBound
      joined = Int(
        unsafe quern_join_ratios(scores, totals, UInt32(joined), places, UInt32(part.count)))
      if addsUp {
        unsafe quern_add_scores(
          totals, places, added, UInt32(part.count), fields[index].weight.weight)
      } else {
        unsafe quern_add_ratios(scores, totals, places, added, UInt32(part.count), weight.weight)
      }
      used += part.count
    }
  }

  /// Computes the ratios of all loaded documents, where their scores would be.
  mutating func loadRatios() throws(CodecError) {
    if hasRatios { return }
    unsafe try writeRatios(of: 0..<count, to: scores)
    (hasRatios, hasScores) = (true, false)
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
  mutating func ratio(at place: Int) throws(CodecError) -> Float {
    // SAFETY: the place holds a document, for which there is a code where there are dense ones.
    let document = unsafe documents[place]
    if let codes = unsafe codes {
      return unsafe Float(frequency(at: place)) * inverses[Int(codes[Int(document)])]
    }
    let code = try field.lengths.code(of: document)
    return Float(frequency(at: place)) * weight.norms.inverse(code)
  }
}
