import QuernModel

/// The bytes of the terms of a segment that is being built, by term number.
struct TermArena: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  /// The memory that so many terms take in bytes, at most: twice what is there, since arrays double.
  ///
  /// Capacities depend on the process's other memory, and what is built must not.
  static func memoryByteCount(of terms: TermTally) -> Int {
    2 * (terms.byteCount + terms.count * MemoryLayout<Int>.stride)
  }

  /// Adds the terms that a batch announces.
  mutating func append(newTermsOf batch: TokenBatch) {
    let base = bytes.count
    bytes.append(contentsOf: batch.newTermBytes)
    for end in batch.newTermEnds { ends.append(base + end) }
  }

  subscript(term: Int) -> ArraySlice<UInt8> {
    bytes[(term == 0 ? 0 : ends[term - 1])..<ends[term]]
  }

  /// The term numbers in the order of the terms' bytes.
  func sortedTerms() -> [UInt32] {
    var terms = (0..<count).map { (head: Self.head(self[$0]), number: UInt32($0)) }
    terms.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      return self[Int(left.number)].lexicographicallyPrecedes(self[Int(right.number)])
    }
    return terms.map(\.number)
  }

  /// The first eight bytes as a number that sorts like them; most comparisons end here.
  private static func head(_ term: ArraySlice<UInt8>) -> UInt64 {
    var head: UInt64 = 0
    for byte in term.prefix(8) { head = head << 8 | UInt64(byte) }
    return head << UInt64(8 * (8 - min(8, term.count)))
  }
}
