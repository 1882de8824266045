/// Postings of one term that come in any order, to be written in that of their documents.
struct GatheredPostings {
  /// So many positions are gathered at once: a longer list is gone through several times.
  static let usualCount = 1 << 22

  private var documents: [UInt32] = []

  /// Where the positions of each document end.
  private var ends: [Int] = []
  private var positions: [UInt32] = []

  var isEmpty: Bool { documents.isEmpty }

  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  /// Adds a posting; each document once.
  mutating func append(document: UInt32, positions some: ArraySlice<UInt32>) {
    documents.append(document)
    positions.append(contentsOf: some)
    ends.append(positions.count)
  }

  /// Calls a function with each document, ascending, and its positions' range in an array.
  func forEach(_ body: (UInt32, [UInt32], Range<Int>) -> Void) {
    var order = documents.indices.map { UInt64(documents[$0]) << 32 | UInt64($0) }
    order.sort()
    for entry in order {
      let index = Int(truncatingIfNeeded: entry & 0xffff_ffff)
      body(documents[index], positions, (index == 0 ? 0 : ends[index - 1])..<ends[index])
    }
  }
}
