import QuernCodec
import QuernModel

/// Finds the best documents that match all of some leaves; other leaves only add to the score.
///
/// The rarest leaf leads and the others gallop after it. Where the block maxima of all leaves together
/// stay below the threshold, the blocks are passed over without being unpacked (block-max AND: Ding and
/// Suel, SIGIR 2011).
struct Conjunction {
  /// The required leaves, then the optional ones, in the order in which scores are summed.
  private var leaves: [GroupScorer]
  private var filter: LiveFilter
  private let segment: Int

  /// The required leaves, the rarest first.
  private let byCost: [Int]

  /// The optional leaves by falling bounds, with the sums of the bounds from each to the last.
  private let optional: [Int]
  private let optionalSums: [Double]

  /// The last document for which the bounds were found high enough.
  private var checkedEnd: UInt32?

  private var contributions: [Double]

  init(_ opened: SegmentLeaves) {
    let leaves = opened.required + opened.optional
    self.leaves = leaves
    filter = opened.filter
    segment = opened.segment
    byCost = opened.required.indices.sorted { leaves[$0].cost < leaves[$1].cost }
    optional = (opened.required.count..<leaves.count).sorted {
      leaves[$0].listBound > leaves[$1].listBound
    }
    var sum = 0.0
    optionalSums = optional.reversed().map { leaf in
      sum += leaves[leaf].listBound
      return sum
    }.reversed()
    contributions = [Double](repeating: 0, count: leaves.count)
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    var target = leaves[byCost[0]].document
    while target != GroupScorer.end {
      if let end = try passableEnd(from: target, threshold: top.threshold) {
        guard end < GroupScorer.end else { return }
        target = end + 1
        continue
      }
      let found = try align(target)
      guard found == target else {
        target = found
        continue
      }
      try collect(target, &top)
      target += 1
    }
  }

  /// The last document up to which none can enter the list; `nil` where `target` may.
  private mutating func passableEnd(
    from target: UInt32, threshold: Float
  ) throws(CodecError) -> UInt32? {
    if threshold == -.infinity { return nil }
    // The bounds hold in a block, but the threshold rises: look again in each block only.
    if let checkedEnd, target <= checkedEnd { return nil }
    var bound = optionalSums.first ?? 0
    var end = GroupScorer.end
    for leaf in byCost {
      let block = try leaves[leaf].reach(target)
      bound += block.bound
      end = min(end, block.end)
    }
    if ScoreBound.cannotEnter(bound, threshold: threshold) { return end }
    checkedEnd = end
    return nil
  }

  /// Moves all required leaves to `target`, or gives the next document that may be in all of them.
  private mutating func align(_ target: UInt32) throws(CodecError) -> UInt32 {
    for leaf in byCost {
      try leaves[leaf].seek(to: target)
      if leaves[leaf].document != target { return leaves[leaf].document }
    }
    return target
  }

  /// Offers a document on which all required leaves stand.
  private mutating func collect(
    _ document: UInt32, _ top: inout TopDocuments
  ) throws(CodecError) {
    var sum = 0.0
    for leaf in byCost.indices {
      contributions[leaf] = try leaves[leaf].score()
      sum += contributions[leaf]
    }
    for leaf in optional { contributions[leaf] = 0 }
    for (place, leaf) in optional.enumerated() {
      if ScoreBound.cannotEnter(sum + optionalSums[place], threshold: top.threshold) { return }
      try leaves[leaf].seek(to: document)
      guard leaves[leaf].document == document else { continue }
      contributions[leaf] = try leaves[leaf].score()
      sum += contributions[leaf]
    }
    if ScoreBound.cannotEnter(sum, threshold: top.threshold) { return }
    guard try filter.accepts(document) else { return }
    top.offer(
      ScoredDocument(
        score: Float(contributions.reduce(0, +)), segment: segment,
        document: DocumentID(rawValue: document)))
  }
}
