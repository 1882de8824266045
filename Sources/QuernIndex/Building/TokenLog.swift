import QuernModel

/// The tokens of one field of the documents of a segment that is being built, in the order in which
/// they came; sorted by term once, when the segment is written.
///
/// A log and one counting sort cost less per token than a posting list that grows by itself: an
/// append is a copy of 8 bytes, and the sort is stable, so that documents stay in order.
struct TokenLog {
  /// A document's share of the log.
  struct Entry {
    var document: UInt32
    /// Where the document's tokens end in the log.
    var end: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var terms: [UInt32] = []
  private(set) var positions: [UInt32] = []

  var tokenCount: Int { terms.count }

  var memoryByteCount: Int {
    (terms.capacity + positions.capacity) * MemoryLayout<UInt32>.stride
      + entries.capacity * MemoryLayout<Entry>.stride
  }

  mutating func append(document: UInt32, _ batch: TokenBatch, _ tokens: Range<Int>) {
    terms.append(contentsOf: batch.terms[tokens])
    positions.append(contentsOf: batch.positions[tokens])
    entries.append(Entry(document: document, end: terms.count))
  }
}
