import QuernModel

/// Keeps the best documents of a search: a bounded binary heap with the worst one at its root.
///
/// Memory grows with what is offered, never with what was asked for.
package struct TopDocuments: Sendable {
  /// The greatest number of documents to keep.
  let capacity: Int

  /// A heap: no document precedes its children.
  private var heap: [Key] = []

  /// The score that a later document must exceed to enter; −∞ while there is room.
  package private(set) var threshold: Float

  /// - Parameter capacity: the greatest number of documents to keep, ≥ 0.
  package init(capacity: Int) {
    precondition(capacity >= 0, "a list has a size")
    self.capacity = capacity
    threshold = capacity == 0 ? .infinity : -.infinity
  }

  /// Whether nothing has been turned away yet, so that every document is needed.
  package var hasRoom: Bool { heap.count < capacity }

  /// Takes a document in if it is among the best so far.
  ///
  /// - Complexity: O(log `capacity`), O(1) for a document that does not enter.
  package mutating func offer(_ document: ScoredDocument) {
    if heap.count < capacity {
      heap.append(Key(document))
      siftUp()
    } else if let worst = heap.first {
      let key = Key(document)
      guard key > worst else { return }
      replaceWorst(by: key)
    } else {
      return
    }
    if heap.count == capacity { threshold = heap[0].document.score }
  }

  /// The documents, the best first.
  package func sorted() -> [ScoredDocument] { heap.sorted(by: >).map(\.document) }

  private mutating func siftUp() {
    var child = heap.count - 1
    let key = heap[child]
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent] > key else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = key
  }

  private mutating func replaceWorst(by key: Key) {
    let count = heap.count
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < count else { break }
      if child + 1 < count, heap[child] > heap[child + 1] { child += 1 }
      guard key > heap[child] else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = key
  }
}

extension TopDocuments {
  /// A scored document as two integers that order as documents do: the better one is greater.
  private struct Key: Comparable, Sendable {
    /// The score as an ordered integer, then the complement of the segment.
    private let rank: UInt64
    private let number: UInt32

    init(_ document: ScoredDocument) {
      // Floats order as integers of sign and magnitude; adding 0 makes +0 of −0.
      let bits = (document.score + 0).bitPattern
      let ordered = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
      rank = UInt64(ordered) << 32 | UInt64(~UInt32(document.segment))
      number = document.document.rawValue
    }

    var document: ScoredDocument {
      let ordered = UInt32(rank >> 32)
      let bits = ordered >> 31 == 1 ? ordered & ~(1 << 31) : ~ordered
      return ScoredDocument(
        score: Float(bitPattern: bits), segment: Int(~UInt32(truncatingIfNeeded: rank)),
        document: DocumentID(rawValue: number))
    }

    static func < (left: Key, right: Key) -> Bool {
      left.rank == right.rank ? left.number > right.number : left.rank < right.rank
    }
  }
}
