import QuernCodec
import QuernModel
import QuernStorage

/// The merges of a transaction: those that are part of its commit, and one that was made beside.
extension IndexTransaction {
  func applyMergePolicy() throws(IndexError) {
    while let range = MergePolicy.nextMerge(sizes) { try merge(range) }
  }

  var sizes: [MergePolicy.Segment] {
    segments.indices.map { index in
      MergePolicy.Segment(
        documentCount: segments[index].documentCount,
        deletedCount: deletions[index]?.deletedCount ?? 0)
    }
  }

  /// Replaces neighbouring segments by one with their documents, in the same order.
  func merge(_ range: Range<Int>) throws(IndexError) {
    let merger = SegmentMerger(range.map { SegmentReader(segments[$0], deletions: deletions[$0]) })
    guard merger.documentCount > 0 else { return replace(range, by: nil) }
    let number = numbers.take()
    let fingerprint = try merger.write(
      to: try create(FileNames.segment(number)), spillingTo: makeSpillFile())
    replace(range, by: try open(number, fingerprint))
  }

  /// Puts a segment that was merged beside in the place of its sources; part of the next commit.
  ///
  /// - Returns: whether the sources are there.
  /// - Throws: ``IndexError``.
  func install(_ merged: MergedSegment) throws(IndexError) -> Bool {
    try unlessFailed { () throws(IndexError) in
      guard let range = merged.range(in: manifest.segments) else { return false }
      let new = merged.deletions(since: deletions[range])
      guard let fingerprint = merged.fingerprint else {
        replace(range, by: nil)
        return true
      }
      replace(range, by: try open(merged.number, fingerprint), new)
      return true
    }
  }

  private func replace(
    _ range: Range<Int>, by merged: (Manifest.Segment, SegmentReader)?, _ new: Deletions? = nil
  ) {
    manifest.segments.replaceSubrange(range, with: merged.map { [$0.0] } ?? [])
    segments.replaceSubrange(range, with: merged.map { [$0.1] } ?? [])
    deletions.replaceSubrange(range, with: merged == nil ? [] : [new])
  }
}
