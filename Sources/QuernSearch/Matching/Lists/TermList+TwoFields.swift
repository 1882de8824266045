import CKernels
import QuernCodec

// A word with one list in each of two fields, of which the documents of the shorter one are looked up in the
// longer one.
extension TermList {
  /// Bounds the scores of documents with at most such a ratio in the shorter field.
  func boundShorter(_ ratio: Float, _ fields: FieldLists) -> Double {
    var sum = FieldsSum()
    add(fields[0].listRatio, of: 0, fields, to: &sum)
    add(ratio, of: 1, fields, to: &sum)
    return bound(sum)
  }

  /// Makes candidates of those documents of the shorter field's current block whose scores exceed a
  /// cutoff.
  ///
  /// - Returns: how many there are.
  mutating func selectShorter(
    above cutoff: Double, _ memory: ListMemory, _ fields: FieldLists
  ) throws(CodecError) -> Int {
    try fields[1].load()
    try fields[1].loadRatios()
    return try selectShorter(
      0..<fields[1].count, above: cutoff, longest: fields[0].listRatio, memory, fields)
  }

  /// The same of a part of the block, whose ratios are known.
  ///
  /// - Parameter longest: no document of the part has a greater ratio in the longer field.
  func selectShorter(
    _ part: Range<Int>, above cutoff: Double, longest: Float, _ memory: ListMemory,
    _ fields: FieldLists
  ) throws(CodecError) -> Int {
    let least = leastShorterRatio(above: cutoff, longest: longest, fields)
    var found = 0
    for place in part {
      // SAFETY: there is a ratio for each loaded document, and room for a block of candidates.
      let ratio = unsafe fields[1].scores[place]
      guard ratio >= least else { continue }
      let document = unsafe fields[1].documents[place]
      let longer = try fields[0].ratio(of: document)
      let score = score(longer, ratio, fields)
      unsafe memory.candidates[found] = document
      unsafe memory.sums[found] = score
      found += score > cutoff ? 1 : 0
    }
    return found
  }

  /// Below what ratio in the shorter field no score exceeds a cutoff; −∞ where that is not known.
  private func leastShorterRatio(
    above cutoff: Double, longest: Float, _ fields: FieldLists
  ) -> Float {
    guard addsUp else { return leastRatio(above: cutoff, weight) - longest }
    let rest = cutoff - Double(fields[0].weight.score(ratio: longest))
    return leastRatio(above: rest, fields[1].weight)
  }
}
