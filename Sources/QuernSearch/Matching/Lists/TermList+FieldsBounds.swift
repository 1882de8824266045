import QuernCodec

// Bounds of a word over several fields. Where fields saturate as one, ratios of frequency and norm are
// added up before they are scored: the bound of two fields is little above that of one.
extension TermList {
  /// The ratios of several fields, or what they score each.
  struct FieldsSum {
    var ratio: Float = 0
    var score = 0.0
  }

  @inline(__always)
  mutating func add(
    _ ratio: Float, of index: Int, _ fields: FieldLists, to sum: inout FieldsSum
  ) {
    if addsUp {
      sum.score += Double(fields[index].weight.score(ratio: ratio))
    } else {
      sum.ratio += ratio
    }
  }

  @inline(__always)
  mutating func bound(_ sum: FieldsSum) -> Double {
    addsUp ? sum.score : Self.bound(ofRatio: sum.ratio, weight)
  }

  /// What no document scores more than whose fields' ratios come to a sum.
  static func bound(ofRatio sum: Float, _ weight: TermWeight) -> Double {
    // Ratios may be added up in another order, and additions are rounded one by one.
    Double(weight.score(ratio: sum * slack)) * Double(slack)
  }

  private static let slack: Float = 1 + 0x1p-20

  /// Bounds the scores of some documents.
  mutating func bound(
    _ fields: FieldLists, from first: UInt32, through last: UInt32
  ) throws(CodecError) -> Double {
    var sum = FieldsSum()
    for index in fields.indices {
      add(try fields[index].ratio(from: first, through: last), of: index, fields, to: &sum)
    }
    return bound(sum)
  }

  /// Bounds the scores of the current block.
  mutating func boundBlock(_ fields: FieldLists) throws(CodecError) -> Double {
    var sum = FieldsSum()
    for index in fields.indices where reaches(index, fields) {
      add(try fields[index].bestRatio(), of: index, fields, to: &sum)
    }
    return bound(sum)
  }

  /// Bounds the scores of the current block, closer where the first bound exceeds a cutoff.
  @inline(__always)
  mutating func boundBlock(above cutoff: Double) throws(CodecError) -> Double {
    let bound = try boundBlock()
    guard bound > cutoff, let fields else { return bound }
    return try boundBlockClosely(fields)
  }

  /// Passes over blocks of the shorter one of two fields, and all of the longer one's that they cover, in
  /// which no document scores more than a cutoff even by the best ratio of the longer list.
  ///
  /// - Parameter passed: where the last block ends that was looked at, so that each is looked at once.
  mutating func passSpans(
    below cutoff: Double, _ passed: inout UInt32, _ fields: FieldLists
  ) throws(CodecError) {
    while fields.count == 2, blockEnd != Self.end, fields[1].blockEnd != passed {
      passed = fields[1].blockEnd
      var sum = FieldsSum()
      add(fields[0].listRatio, of: 0, fields, to: &sum)
      if passed != Self.end { add(try fields[1].bestRatio(), of: 1, fields, to: &sum) }
      guard bound(sum) <= cutoff else { return }
      try seekFields(fields, passed == Self.end ? passed : passed + 1)
    }
  }

  /// The best ratios of two fields need not be those of one document: those of shorter fields are
  /// looked at one by one, before the longest field's documents are unpacked.
  private mutating func boundBlockClosely(_ fields: FieldLists) throws(CodecError) -> Double {
    if isTight || isLoaded || blockEnd == Self.end { return blockBound }
    isTight = true
    var sum = FieldsSum()
    if reaches(0, fields) { add(try fields[0].bestRatio(), of: 0, fields, to: &sum) }
    for index in 1..<fields.count {
      let part = try loadedPart(fields, index)
      if part.isEmpty { continue }
      try fields[index].loadRatios()
      var best: Float = 0
      // SAFETY: there is a ratio for each loaded document.
      for place in part { best = max(best, unsafe fields[index].scores[place]) }
      add(best, of: index, fields, to: &sum)
    }
    blockBound = min(blockBound, bound(sum))
    return blockBound
  }

  /// Makes candidates of those documents of the current block whose scores exceed a cutoff, where only
  /// documents of the shorter one of two fields can: the longer one's are looked up for those.
  ///
  /// - Returns: how many there are; `nil` where the block must be joined.
  @inline(never)
  mutating func selectAdded(
    above cutoff: Double, _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) -> Int? {
    guard fields.count == 2, !isLoaded, cutoff > 0, blockEnd != Self.end else { return nil }
    let longest = reaches(0, fields) ? try fields[0].bestRatio() : 0
    var alone = FieldsSum()
    add(longest, of: 0, fields, to: &alone)
    guard bound(alone) <= cutoff else { return nil }
    let part = try loadedPart(fields, 1)
    if part.isEmpty { return 0 }
    try fields[1].loadRatios()
    return try selectShorter(part, above: cutoff, longest: longest, memory, fields)
  }

  /// Below what ratio no score exceeds a cutoff; −∞ where that is not known.
  mutating func leastRatio(above cutoff: Double, _ weight: Float) -> Float {
    // Scores and sums of ratios are rounded, by less than this.
    let (whole, cutoff) = (Double(weight), cutoff - Double(weight) * 0x1p-18)
    guard cutoff > 0, cutoff < whole else { return -.infinity }
    return Float(cutoff / (whole - cutoff)) * (1 - 0x1p-16)
  }

  /// What a document scores that has a ratio in the shorter of two fields, and may have one in the longer.
  @inline(__always)
  mutating func scoreTogether(
    _ longer: Float?, _ shorter: Float, _ fields: FieldLists
  ) -> Double {
    let base = longer ?? 0
    if addsUp {
      return Double(fields[0].weight.score(ratio: base))
        + Double(fields[1].weight.score(ratio: shorter))
    }
    return Double(weight.score(ratio: base))
      + Double(weight.addition(ratio: shorter, base: base))
  }
}
