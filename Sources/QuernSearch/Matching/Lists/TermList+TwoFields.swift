import CKernels
import QuernCodec

// A word with one list in each of two fields, of which the documents of the shorter one are looked up in the
// longer one.
extension TermList {
  /// Makes candidates of those documents of a part of the shorter field's block whose scores exceed a
  /// cutoff; their ratios are known.
  ///
  /// - Parameter longest: no document of the part has a greater ratio in the longer field.
  /// - Returns: how many there are.
  mutating func selectShorter(
    _ part: Range<Int>, above cutoff: Double, longest: Float, _ memory: ListMemory,
    _ fields: FieldLists
  ) throws(CodecError) -> Int {
    let least = leastShorterRatio(above: cutoff, longest: longest, fields)
    let leastSum = addsUp ? -.infinity : leastRatio(above: cutoff, weight.weight)
    var good = 0
    // SAFETY: there is a ratio for each loaded document.
    for place in part { good &+= unsafe fields[1].scores[place] >= least ? 1 : 0 }
    if good == 0 { return 0 }
    if good <= Self.fewShorter {
      return try selectFew(part, from: least, above: cutoff, leastSum, memory, fields)
    }
    try fields[0].load()
    let pairs = intersect(part, memory, fields)
    var (pair, found) = (0, 0)
    // SAFETY: there is a ratio for each loaded document, and room for a block of candidates; pair < pairs.
    for index in 0..<part.count {
      let place = part.lowerBound &+ index
      let ratio = unsafe fields[1].scores[place]
      let isPair = unsafe pair < pairs && Int(memory.places[pair]) == index
      let other = unsafe isPair ? Int(memory.places[ListMemory.blockSize &+ pair]) : 0
      pair &+= isPair ? 1 : 0
      guard ratio >= least else { continue }
      let longer = isPair ? try fields[0].ratio(at: other) : nil
      guard (longer ?? 0) + ratio >= leastSum else { continue }
      let score = scoreTogether(longer, ratio, fields)
      unsafe memory.candidates[found] = fields[1].documents[place]
      unsafe memory.sums[found] = score
      found &+= score > cutoff ? 1 : 0
    }
    return found
  }

  /// 4: so few documents are looked up sooner than all are met with the longer field's block.
  private static var fewShorter: Int { 4 }

  /// The same of few documents, which are looked up one by one.
  private mutating func selectFew(
    _ part: Range<Int>, from least: Float, above cutoff: Double, _ leastSum: Float,
    _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) -> Int {
    var found = 0
    for place in part {
      // SAFETY: as in `selectShorter`.
      let ratio = unsafe fields[1].scores[place]
      guard ratio >= least else { continue }
      let document = unsafe fields[1].documents[place]
      let longer = try fields[0].ratio(of: document)
      guard (longer ?? 0) + ratio >= leastSum else { continue }
      let score = scoreTogether(longer, ratio, fields)
      unsafe memory.candidates[found] = document
      unsafe memory.sums[found] = score
      found &+= score > cutoff ? 1 : 0
    }
    return found
  }

  /// Below what ratio in the shorter field no score exceeds a cutoff; −∞ where that is not known.
  private mutating func leastShorterRatio(
    above cutoff: Double, longest: Float, _ fields: FieldLists
  ) -> Float {
    guard addsUp else { return leastRatio(above: cutoff, weight.weight) - longest }
    let rest = cutoff - Double(fields[0].weight.score(ratio: longest))
    return leastRatio(above: rest, fields[1].weight.weight)
  }
}

// The same of documents of both fields, block by block: nothing is joined. What a document scores in the
// longer field and what the shorter one adds to that stand in their own lists, and sums are exact in any
// order.
extension TermList {
  /// Where the documents of both fields stand in their loaded blocks.
  struct TwoParts {
    var longer = 0..<0
    var shorter = 0..<0
  }

  /// Loads the blocks of both fields, so that the first document of the current block is known.
  mutating func loadParts(_ fields: FieldLists) throws(CodecError) {
    try fields[0].load()
    try fields[1].load()
  }

  /// Scores the documents of a range that lies in the current blocks of both fields: in the longer one as
  /// they are, in the shorter one as ratios.
  mutating func scoreParts(
    _ fields: FieldLists, from first: UInt32, through last: UInt32
  ) throws(CodecError) -> TwoParts {
    var parts = TwoParts()
    parts.longer = try Self.loadedPart(&fields[0], from: first, through: last)
    if !parts.longer.isEmpty { try fields[0].score() }
    parts.shorter = try Self.loadedPart(&fields[1], from: first, through: last)
    if !parts.shorter.isEmpty { try fields[1].loadRatios() }
    return parts
  }

  private static func loadedPart(
    _ list: inout TermList, from first: UInt32, through last: UInt32
  ) throws(CodecError) -> Range<Int> {
    guard list.blockEnd != end, first <= last, list.blockStart <= last else { return 0..<0 }
    try list.load()
    let from = list.blockStart >= first ? 0 : list.place(of: first)
    let to = list.blockEnd <= last ? list.count : min(list.count, list.place(of: last &+ 1))
    return min(from, to)..<to
  }

  /// Finds the documents of a part of the shorter field's block in that of the longer one, which is loaded
  /// or past the last.
  ///
  /// - Returns: how many of them there are; their places, from the beginning of the part and of the longer
  ///   block on, stand in the memory.
  private mutating func intersect(
    _ part: Range<Int>, _ memory: ListMemory, _ fields: FieldLists
  ) -> Int {
    if fields[0].count == 0 || part.isEmpty { return 0 }
    // SAFETY: a part of a block, and a block of 128 places that is filled up with `end`; the places have
    // room for a block each.
    return Int(
      unsafe quern_intersect(
        fields[1].documents + part.lowerBound, UInt32(truncatingIfNeeded: part.count),
        fields[0].documents, UInt32(truncatingIfNeeded: fields[0].count), memory.places,
        memory.places + ListMemory.blockSize))
  }

  /// Writes what the shorter field's part adds to the scores of its documents to ``scores``.
  mutating func writeAdditions(
    _ parts: TwoParts, _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) {
    let found = addsUp || parts.longer.isEmpty ? 0 : intersect(parts.shorter, memory, fields)
    var pair = 0
    // SAFETY: the part lies in the block, for which there are ratios, and `scores` has room for a block;
    // pair < found.
    for index in 0..<parts.shorter.count {
      let ratio = unsafe fields[1].scores[parts.shorter.lowerBound &+ index]
      var base: Float = 0
      if pair < found, unsafe Int(memory.places[pair]) == index {
        base = try fields[0].ratio(at: unsafe Int(memory.places[ListMemory.blockSize &+ pair]))
        pair &+= 1
      }
      unsafe scores[index] =
        addsUp
        ? fields[1].weight.score(ratio: ratio) : weight.addition(ratio: ratio, base: base)
    }
  }

  /// Makes candidates of those documents of a range that lies in the current blocks of both fields whose
  /// scores exceed a cutoff.
  ///
  /// - Returns: how many there are.
  mutating func selectParts(
    above cutoff: Double, from first: UInt32, through last: UInt32, _ memory: ListMemory,
    _ fields: FieldLists
  ) throws(CodecError) -> Int {
    let parts = try scoreParts(fields, from: first, through: last)
    if parts.shorter.isEmpty { return fields[0].select(parts.longer, above: cutoff, memory) }
    let added = try totalShorter(parts, above: cutoff, memory, fields)
    let count = fields[0].select(parts.longer, above: cutoff, memory)
    mergeCandidates(count, added, memory)
    return count + added
  }

  /// Writes those documents of the shorter field's part to ``documents`` whose scores exceed a cutoff, with
  /// their scores, and takes them out of the longer field's.
  ///
  /// - Returns: how many there are.
  private mutating func totalShorter(
    _ parts: TwoParts, above cutoff: Double, _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) -> Int {
    guard let totals = unsafe totals else { return 0 }
    let found = parts.longer.isEmpty ? 0 : intersect(parts.shorter, memory, fields)
    let leastSum = addsUp ? -.infinity : leastRatio(above: cutoff, weight.weight)
    var (pair, added) = (0, 0)
    // SAFETY: as in `writeAdditions`; added ≤ index, and there is room for a block of totals.
    for index in 0..<parts.shorter.count {
      let place = parts.shorter.lowerBound &+ index
      var longer: Float?
      if pair < found, unsafe Int(memory.places[pair]) == index {
        let other = unsafe Int(memory.places[ListMemory.blockSize &+ pair])
        longer = try fields[0].ratio(at: other)
        unsafe fields[0].scores[other] = -.infinity
        pair &+= 1
      }
      let ratio = unsafe fields[1].scores[place]
      guard (longer ?? 0) + ratio >= leastSum else { continue }
      let score = scoreTogether(longer, ratio, fields)
      unsafe documents[added] = fields[1].documents[place]
      unsafe totals[added] = score
      added &+= score > cutoff ? 1 : 0
    }
    return added
  }

  /// Puts documents with their totals among the candidates; both ascend.
  private mutating func mergeCandidates(_ count: Int, _ added: Int, _ memory: ListMemory) {
    guard let totals = unsafe totals else { return }
    var (left, right) = (count, added)
    // SAFETY: there is room for two blocks of candidates; what is written is at or behind what is read.
    while right > 0 {
      let place = left &+ right &- 1
      if left > 0, unsafe memory.candidates[left &- 1] > documents[right &- 1] {
        left &-= 1
        unsafe memory.candidates[place] = memory.candidates[left]
        unsafe memory.sums[place] = memory.sums[left]
      } else {
        right &-= 1
        unsafe memory.candidates[place] = documents[right]
        unsafe memory.sums[place] = totals[right]
      }
    }
  }
}
