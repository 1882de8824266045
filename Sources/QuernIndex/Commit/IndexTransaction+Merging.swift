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

  /// Merges all segments into one without deletions, or as few as may hold them; part of the next
  /// commit.
  ///
  /// - Parameter reordering: how documents are put in another order; `nil` where they keep theirs. A
  ///   segment that is left alone else is written anew for it, once.
  /// - Throws: ``IndexError``.
  package func mergeAll(reordering: Reordering? = nil) throws(IndexError) {
    try unlessFailed { () throws(IndexError) in
      try flush()
      // From the back, so that the places of those before stay the same.
      for range in fullMerges(reordering).reversed() { try merge(range, reordering) }
    }
  }

  private func fullMerges(_ reordering: Reordering?) -> [Range<Int>] {
    let due = MergePolicy.fullMerges(sizes)
    guard let reordering else { return due }
    let alone = segments.indices.filter { index in
      !due.contains { $0.contains(index) } && !segments[index].isReordered
        && segments[index].documentCount >= reordering.smallestDocumentCount
    }
    return (due + alone.map { $0..<($0 + 1) }).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Replaces neighbouring segments by one with their documents.
  func merge(_ range: Range<Int>, _ reordering: Reordering? = nil) throws(IndexError) {
    var merger = SegmentMerger(range.map { SegmentReader(segments[$0], deletions: deletions[$0]) })
    guard merger.documentCount > 0 else { return replace(range, by: nil) }
    try merger.reorder(reordering)
    let number = numbers.take()
    let fingerprint = try merger.write(
      to: try create(FileNames.segment(number)), spillingTo: makeSpillFile())
    let merged = try open(number, fingerprint)
    if merged.reader.isReordered { note(merger.summary, merged.reader) }
    replace(range, by: merged)
  }

  private func note(_ summary: ReorderingSummary, _ merged: SegmentReader) {
    reordered.documentCount += summary.documentCount
    reordered.duration += summary.duration
    reordered.byteCountBefore += summary.byteCountBefore
    reordered.byteCountAfter += merged.listByteCount
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
    _ range: Range<Int>, by merged: (segment: Manifest.Segment, reader: SegmentReader)?,
    _ new: Deletions? = nil
  ) {
    manifest.segments.replaceSubrange(range, with: merged.map { [$0.segment] } ?? [])
    segments.replaceSubrange(range, with: merged.map { [$0.reader] } ?? [])
    deletions.replaceSubrange(range, with: merged == nil ? [] : [new])
  }
}
