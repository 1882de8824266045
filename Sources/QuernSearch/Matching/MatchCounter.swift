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
    if required.isEmpty {
      var candidates = bits
      for leaf in optional.indices {
        while optional[leaf].document != GroupScorer.end {
          candidates.insert(optional[leaf].document)
          try optional[leaf].advance()
        }
      }
      try candidates.forEach { (document) throws(CodecError) in
        if try filter.accepts(document) { bits.insert(document) }
      }
      return bits
    }
    var target: UInt32 = 0
    search: while true {
      for leaf in required.indices {
        try required[leaf].seek(to: target)
        let document = required[leaf].document
        if document == GroupScorer.end { return bits }
        guard document == target else {
          target = document
          continue search
        }
      }
      if try filter.accepts(target) { bits.insert(target) }
      target += 1
    }
  }

  mutating func count() throws(CodecError) -> Int {
    required.isEmpty ? try countAny() : try countAll()
  }

  /// Counts the documents that are in all required leaves.
  private mutating func countAll() throws(CodecError) -> Int {
    if required.count == 1, filter.acceptsAll, let count = required[0].exactCount { return count }
    var count = 0
    var target: UInt32 = 0
    search: while true {
      for leaf in required.indices {
        try required[leaf].seek(to: target)
        let document = required[leaf].document
        if document == GroupScorer.end { return count }
        guard document == target else {
          target = document
          continue search
        }
      }
      if try filter.accepts(target) { count += 1 }
      target += 1
    }
  }

  /// Counts the documents that are in any optional leaf, with one bit for each document.
  private mutating func countAny() throws(CodecError) -> Int {
    if optional.count == 1, filter.acceptsAll, let count = optional[0].exactCount { return count }
    var bits = [UInt64](repeating: 0, count: Int(filter.documentCount) / 64 + 1)
    for leaf in optional.indices {
      while optional[leaf].document != GroupScorer.end {
        let document = Int(optional[leaf].document)
        bits[document / 64] |= 1 << UInt64(document % 64)
        try optional[leaf].advance()
      }
    }
    if filter.acceptsAll { return bits.reduce(0) { $0 + $1.nonzeroBitCount } }
    var count = 0
    for (index, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        let document = UInt32(index * 64 + rest.trailingZeroBitCount)
        if try filter.accepts(document) { count += 1 }
        rest &= rest - 1
      }
    }
    return count
  }
}
