import QuernCodec
import QuernModel

/// Neighbouring segments of a commit and the one that was made of them, on its way into a later
/// commit.
struct MergedSegment {
  /// The segments as they were when the merge began.
  let sources: [(segment: Manifest.Segment, reader: SegmentReader)]

  let number: UInt64

  /// The file; `nil` where no document was left.
  let fingerprint: FileFingerprint?

  private let renumbering: [Renumbering]
  private let documentCount: UInt32

  init(
    _ sources: [(segment: Manifest.Segment, reader: SegmentReader)], number: UInt64,
    fingerprint: FileFingerprint?, _ merger: SegmentMerger
  ) {
    self.sources = sources
    self.number = number
    self.fingerprint = fingerprint
    renumbering = merger.plan.renumbering
    documentCount = merger.documentCount
  }

  /// Where the sources stand in a commit; `nil` where they are not all there, side by side.
  func range(in segments: [Manifest.Segment]) -> Range<Int>? {
    let numbers = sources.map(\.segment.number)
    guard let first = segments.firstIndex(where: { $0.number == numbers.first }) else {
      return nil
    }
    let range = first..<(first + numbers.count)
    guard range.upperBound <= segments.count, segments[range].map(\.number) == numbers else {
      return nil
    }
    return range
  }

  /// The documents that were deleted since the merge began, by their new numbers; `nil` for none.
  ///
  /// - Parameter current: the deletions of the sources as they are now.
  func deletions(since current: ArraySlice<Deletions?>) -> Deletions? {
    var new = Deletions(documentCount: documentCount)
    for (place, (source, now)) in zip(sources, current).enumerated() {
      guard let now else { continue }
      for document in now.documents(notIn: source.reader.deletions) {
        if let number = renumbering[place][document] { _ = new.insert(number) }
      }
    }
    return new.deletedCount > 0 ? new : nil
  }
}
