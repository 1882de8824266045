import QuernCodec
import QuernModel

/// Finds the best documents that match any of some leaves: MAXSCORE with block maxima.
///
/// MAXSCORE: Turtle and Flood, "Query evaluation: strategies and optimizations" (1995). Documents that
/// only have leaves whose bounds together stay below the threshold cannot enter the list, so that the
/// other leaves, the leads, are walked and those are only looked up. Block maxima: Ding and Suel, SIGIR
/// 2011. As in Lucene, leads are chosen anew for each window of documents in which no lead changes
/// its block (Grand, Muir, Ferenczi and Lin, ECIR 2020, is the ground of it).
struct Disjunction {
  private var leaves: [GroupScorer]
  private var filter: LiveFilter
  private let segment: Int

  /// The leaves by the bounds of their lists, the lowest first, with the sums of those bounds up to
  /// and including each.
  private let listOrder: [Int]
  private let listSums: [Double]

  // The same for the current window; `leadStart` is where the leads begin.
  private var order: [Int]
  private var sums: [Double]
  private var bounds: [Double]
  private var leadStart = 0

  /// What each leaf adds to the current document, so that the sum is made in the leaves' order.
  private var contributions: [Double]

  init(_ opened: SegmentLeaves) {
    leaves = opened.optional
    filter = opened.filter
    segment = opened.segment
    let listBounds = leaves.map(\.listBound)
    order = leaves.indices.sorted { listBounds[$0] < listBounds[$1] }
    listOrder = order
    bounds = listBounds
    contributions = [Double](repeating: 0, count: leaves.count)
    sums = contributions
    Self.sum(bounds, in: order, into: &sums)
    listSums = sums
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    var start: UInt32 = 0
    while let (first, end) = try openWindow(from: start, threshold: top.threshold) {
      if leadStart < leaves.count { try walk(first, end, &top) }
      guard end < GroupScorer.end else { return }
      start = end + 1
    }
  }

  // MARK: Windows

  /// Finds the next window and its leads; `nil` once no document can enter the list.
  private mutating func openWindow(
    from start: UInt32, threshold: Float
  ) throws(CodecError) -> (first: UInt32, end: UInt32)? {
    let essentialStart = Self.firstAbove(threshold, listSums)
    var first = GroupScorer.end
    for place in essentialStart..<leaves.count {
      first = min(first, max(start, leaves[listOrder[place]].document))
    }
    guard first != GroupScorer.end else { return nil }

    var end = GroupScorer.end
    for place in essentialStart..<leaves.count {
      let leaf = listOrder[place]
      let block = try leaves[leaf].reach(first)
      bounds[leaf] = block.bound
      end = min(end, block.end)
    }
    for place in 0..<essentialStart {
      let leaf = listOrder[place]
      let block = try leaves[leaf].reach(first)
      bounds[leaf] = block.end >= end ? block.bound : leaves[leaf].listBound
    }
    for leaf in leaves.indices where leaves[leaf].document > end { bounds[leaf] = 0 }
    order.sort { bounds[$0] < bounds[$1] }
    Self.sum(bounds, in: order, into: &sums)
    leadStart = Self.firstAbove(threshold, sums)
    return (first, end)
  }

  private static func sum(_ bounds: [Double], in order: [Int], into sums: inout [Double]) {
    var sum = 0.0
    for (place, leaf) in order.enumerated() {
      sum += bounds[leaf]
      sums[place] = sum
    }
  }

  /// The first place up to which leaves together can reach more than the threshold.
  private static func firstAbove(_ threshold: Float, _ sums: [Double]) -> Int {
    sums.firstIndex { !ScoreBound.cannotEnter($0, threshold: threshold) } ?? sums.count
  }

  // MARK: Documents

  /// Walks the leads over the documents of a window.
  private mutating func walk(
    _ first: UInt32, _ end: UInt32, _ top: inout TopDocuments
  ) throws(CodecError) {
    for place in leadStart..<leaves.count { try leaves[order[place]].seek(to: first) }
    while true {
      var document = GroupScorer.end
      for place in leadStart..<leaves.count {
        document = min(document, leaves[order[place]].document)
      }
      guard document <= end, document != GroupScorer.end else { return }
      try collect(document, &top)
      for place in leadStart..<leaves.count where leaves[order[place]].document == document {
        try leaves[order[place]].advance()
      }
    }
  }

  /// Offers a document unless it turns out on the way that it cannot enter.
  private mutating func collect(
    _ document: UInt32, _ top: inout TopDocuments
  ) throws(CodecError) {
    var sum = 0.0
    for leaf in leaves.indices { contributions[leaf] = 0 }
    for place in leadStart..<leaves.count {
      let leaf = order[place]
      guard leaves[leaf].document == document else { continue }
      contributions[leaf] = try leaves[leaf].score()
      sum += contributions[leaf]
    }
    // The others by falling bounds, as long as they can make a difference.
    for place in (0..<leadStart).reversed() {
      if ScoreBound.cannotEnter(sum + sums[place], threshold: top.threshold) { return }
      let leaf = order[place]
      if leaves[leaf].document < document {
        let rest = place > 0 ? sums[place - 1] : 0
        let bound = try leaves[leaf].reach(document).bound
        if ScoreBound.cannotEnter(sum + bound + rest, threshold: top.threshold) { return }
        try leaves[leaf].seek(to: document)
      }
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
