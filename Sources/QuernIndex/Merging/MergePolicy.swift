/// Says which neighbouring segments are to become one.
///
/// Sizes fall into levels that grow by the factor ``width``; ``width`` neighbours of one level or
/// below become one of the next. So a document is copied once per level, and the number of segments
/// grows like the logarithm of that of the documents (O'Neil et al., The Log-Structured Merge-Tree,
/// 1996). Only neighbours are merged, so that documents keep their order.
package enum MergePolicy {
  package struct Segment {
    var documentCount: UInt32
    var deletedCount: UInt32

    var liveCount: UInt64 { UInt64(documentCount) - UInt64(deletedCount) }

    package init(documentCount: UInt32, deletedCount: UInt32) {
      self.documentCount = documentCount
      self.deletedCount = deletedCount
    }
  }

  /// The most documents of a segment: the slots of a key table, 1.5 times as many, are counted with
  /// 32 bits.
  package static let maximumDocumentCount: UInt64 = 1 << 30

  /// How many segments of one level make one of the next.
  static let width = 8

  /// Segments up to this many documents are of the lowest level: they are merged at no cost.
  static let smallestLevel: UInt32 = 1_000

  /// A segment with a greater share of deleted documents is written anew.
  static let maximumDeletedShare = 0.3

  /// The next merge; `nil` where none is due.
  package static func nextMerge(_ segments: [Segment]) -> Range<Int>? {
    for (index, segment) in segments.enumerated()
    where Double(segment.deletedCount) > maximumDeletedShare * Double(segment.documentCount) {
      return index..<(index + 1)
    }
    let levels = segments.map { level(of: $0.liveCount) }
    for level in 0..<(levels.max() ?? -1) + 1 {
      var start = segments.count
      var liveCount: UInt64 = 0
      while start > 0 && levels[start - 1] <= level {
        let more = segments[start - 1].liveCount
        guard liveCount + more <= maximumDocumentCount else { break }
        liveCount += more
        start -= 1
      }
      if segments.count - start >= width { return start..<segments.count }
    }
    return nil
  }

  /// Neighbours that together are one segment, so that as few as may be are left.
  package static func fullMerges(_ segments: [Segment]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var liveCount: UInt64 = 0
    for (index, segment) in segments.enumerated() {
      let more = segment.liveCount
      if liveCount + more > maximumDocumentCount {
        ranges.append(start..<index)
        (start, liveCount) = (index, 0)
      }
      liveCount += more
    }
    if start < segments.count { ranges.append(start..<segments.count) }
    return ranges.filter { $0.count > 1 || segments[$0.lowerBound].deletedCount > 0 }
  }

  private static func level(of documentCount: UInt64) -> Int {
    var level = 0
    var size = UInt64(smallestLevel)
    while documentCount > size {
      size *= UInt64(width)
      level += 1
    }
    return level
  }
}
