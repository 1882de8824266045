import QuernCodec

/// Counts the documents of a segment that match, without scoring any.
struct MatchCounter {
  private var required: [GroupScorer]
  private var optional: [GroupScorer]
  private var filter: LiveFilter

  init(_ opened: SegmentLeaves) {
    required = opened.required.sorted { $0.cost < $1.cost }
    optional = opened.optional
    filter = opened.filter
  }

  /// The documents that match.
  mutating func documents() throws(CodecError) -> DocumentBits {
    var bits = DocumentBits(documentCount: filter.documentCount)
    try forEach { bits.insert($0) }
    return bits
  }

  mutating func count() throws(CodecError) -> Int {
    let leaves = required.isEmpty ? optional : required
    if leaves.count == 1, filter.acceptsAll, let count = leaves[0].exactCount { return count }
    if required.isEmpty, filter.acceptsAll { return try candidates().count }
    var count = 0
    try forEach { _ in count += 1 }
    return count
  }

  /// Calls a function with each document that matches, ascending.
  private mutating func forEach(_ body: (UInt32) -> Void) throws(CodecError) {
    guard required.isEmpty else { return try forEachOfAll(body) }
    var filter = filter
    try candidates().forEach { (document) throws(CodecError) in
      if try filter.accepts(document) { body(document) }
    }
  }

  /// Calls a function with each document that is in all required leaves.
  private mutating func forEachOfAll(_ body: (UInt32) -> Void) throws(CodecError) {
    var target: UInt32 = 0
    search: while true {
      for leaf in required.indices {
        try required[leaf].seek(to: target)
        let document = required[leaf].document
        if document == GroupScorer.end { return }
        guard document == target else {
          target = document
          continue search
        }
      }
      if try filter.accepts(target) { body(target) }
      target += 1
    }
  }

  /// The documents that are in any optional leaf.
  private mutating func candidates() throws(CodecError) -> DocumentBits {
    var bits = DocumentBits(documentCount: filter.documentCount)
    for leaf in optional.indices {
      while optional[leaf].document != GroupScorer.end {
        bits.insert(optional[leaf].document)
        try optional[leaf].advance()
      }
    }
    return bits
  }
}
