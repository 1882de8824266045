/// Says which neighbouring segments are to become one.
///
/// Sizes fall into levels that grow by the factor ``width``; ``width`` neighbours of one level or
/// below become one of the next. So a document is copied once per level, and the number of segments
/// grows like the logarithm of that of the documents (O'Neil et al., The Log-Structured Merge-Tree,
/// 1996). Only neighbours are merged, so that documents keep their order.
enum MergePolicy {
  struct Segment {
    var documentCount: UInt32
    var deletedCount: UInt32
  }

  /// How many segments of one level make one of the next.
  static let width = 8

  /// Segments up to this many documents are of the lowest level: they are merged at no cost.
  static let smallestLevel: UInt32 = 1_000

  /// A segment with a greater share of deleted documents is written anew.
  static let maximumDeletedShare = 0.3

  /// The next merge; `nil` where none is due.
  static func nextMerge(_ segments: [Segment]) -> Range<Int>? {
    for (index, segment) in segments.enumerated()
    where Double(segment.deletedCount) > maximumDeletedShare * Double(segment.documentCount) {
      return index..<(index + 1)
    }
    let levels = segments.map { level(of: $0.documentCount - $0.deletedCount) }
    for level in 0..<(levels.max() ?? -1) + 1 {
      var start = segments.count
      while start > 0 && levels[start - 1] <= level { start -= 1 }
      if segments.count - start >= width { return start..<segments.count }
    }
    return nil
  }

  private static func level(of documentCount: UInt32) -> Int {
    var level = 0
    var size = UInt64(smallestLevel)
    while UInt64(documentCount) > size {
      size *= UInt64(width)
      level += 1
    }
    return level
  }
}
