import QuernCodec

/// What merging and reordering want to know of a segment.
extension SegmentReader {
  /// Whether documents stand in an order that was found for them, not in that in which they came.
  package var isReordered: Bool { file.sections.contains { $0.kind == .order } }

  /// The bytes of posting lists, positions and pairs: what the order of documents changes.
  package var listByteCount: Int {
    file.sections.reduce(0) { sum, section in
      switch section.kind {
      case .postings, .positions, .pairs, .pairBlocks, .pairIndex, .pairPostings, .pairPositions:
        sum + section.byteCount
      default: sum
      }
    }
  }
}
