import QuernModel

/// Keeps the best documents of a search.
///
/// A short list is a bounded binary heap with the worst document at its root, whose threshold is
/// always exact. A long one takes twice its size in, and then drops the worse half: a document costs
/// O(1) and not O(log `capacity`), for a threshold that rises later.
///
/// Memory grows with what is offered, never with what was asked for.
package struct TopDocuments: Sendable {
  /// The greatest number of documents to keep.
  let capacity: Int

  /// A heap, where no document precedes its children; in a long list, no order.
  private var keys: [Key] = []

  /// The worst document of a long list when it was full the last time.
  private var worst: Key?

  /// The score that a later document must exceed to enter; −∞ while there is room.
  package private(set) var threshold: Float

  /// 256: above that, the paths through a heap cost more than a later threshold.
  private static let longestHeap = 256

  /// What pivots are drawn with, so that no order of documents is a bad one.
  private var pivotSeed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter capacity: the greatest number of documents to keep, ≥ 0.
  package init(capacity: Int) {
    precondition(capacity >= 0, "a list has a size")
    self.capacity = capacity
    threshold = capacity == 0 ? .infinity : -.infinity
    keys.reserveCapacity(min(capacity, Self.longestHeap))
  }

  /// Whether nothing has been turned away yet, so that every document is needed.
  package var hasRoom: Bool { keys.count < capacity }

  /// Takes a document in if it is among the best so far.
  ///
  /// - Complexity: O(log `capacity`) in a short list and O(1), amortised, in a long one.
  package mutating func offer(_ document: ScoredDocument) {
    let key = Key(document)
    if capacity > Self.longestHeap {
      append(key)
    } else if keys.count < capacity {
      keys.append(key)
      siftUp()
      if keys.count == capacity { threshold = keys[0].document.score }
    } else if let root = keys.first, key > root {
      replaceRoot(by: key)
      threshold = keys[0].document.score
    }
  }

  /// The documents, the best first.
  package func sorted() -> [ScoredDocument] {
    keys.sorted(by: >).prefix(capacity).map(\.document)
  }
}

// MARK: - A short list

extension TopDocuments {
  private mutating func siftUp() {
    var child = keys.count - 1
    let key = keys[child]
    while child > 0 {
      let parent = (child - 1) / 2
      guard keys[parent] > key else { break }
      keys[child] = keys[parent]
      child = parent
    }
    keys[child] = key
  }

  private mutating func replaceRoot(by key: Key) {
    let count = keys.count
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < count else { break }
      if child + 1 < count, keys[child] > keys[child + 1] { child += 1 }
      guard key > keys[child] else { break }
      keys[parent] = keys[child]
      parent = child
    }
    keys[parent] = key
  }
}

// MARK: - A long list

extension TopDocuments {
  private mutating func append(_ key: Key) {
    if let worst, key <= worst { return }
    keys.append(key)
    if worst == nil, keys.count == capacity {
      noteWorst()
    } else if keys.count == 2 * capacity {
      dropWorseHalf()
      noteWorst()
    }
  }

  private mutating func noteWorst() {
    worst = keys.min()
    if let worst { threshold = worst.document.score }
  }

  /// Keeps the best `capacity` documents: Hoare's quickselect (1961).
  private mutating func dropWorseHalf() {
    var (low, high) = (0, keys.count - 1)
    while low < high {
      pivotSeed = pivotSeed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let pivot = keys[low + Int((pivotSeed >> 33) % UInt64(high - low + 1))]
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] > pivot { left += 1 }
        while keys[right] < pivot { right -= 1 }
        if left <= right {
          keys.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if capacity <= right {
        high = right
      } else if capacity >= left {
        low = left
      } else {
        break
      }
    }
    keys.removeLast(keys.count - capacity)
  }
}

// MARK: - Keys

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
