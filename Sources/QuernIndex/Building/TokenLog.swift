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

  /// The tokens sorted by term, then document, then position.
  func sorted(termCount: Int) -> SortedTokens { SortedTokens(self, termCount: termCount) }
}

/// The tokens of one field, sorted by term.
struct SortedTokens {
  /// Where the tokens of each term begin; one more than there are terms.
  let starts: [Int]
  let documents: [UInt32]
  let positions: [UInt32]

  /// A counting sort.
  ///
  /// O(tokens + terms).
  fileprivate init(_ log: TokenLog, termCount: Int) {
    var next = [Int](repeating: 0, count: termCount + 1)
    for term in log.terms { next[Int(term) + 1] += 1 }
    for term in 0..<termCount { next[term + 1] += next[term] }
    starts = next
    var documents = [UInt32](repeating: 0, count: log.tokenCount)
    var positions = [UInt32](repeating: 0, count: log.tokenCount)
    var token = 0
    for entry in log.entries {
      while token < entry.end {
        let term = Int(log.terms[token])
        let place = next[term]
        next[term] = place + 1
        documents[place] = entry.document
        positions[place] = log.positions[token]
        token += 1
      }
    }
    self.documents = documents
    self.positions = positions
  }
}
