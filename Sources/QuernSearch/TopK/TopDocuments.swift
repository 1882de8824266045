import CKernels
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

  /// The first `count` are a heap, where no document precedes its children; in a long list they have
  /// no order.
  ///
  /// The others are room.
  private var keys: [quern_key]
  private(set) var count = 0

  /// The worst document of a long list when it was full the last time.
  private var worst: quern_key?

  /// The score that a later document must exceed to enter; −∞ while there is room.
  package private(set) var threshold: Float

  /// 256: above that, the paths through a heap cost more than a later threshold.
  private static let longestHeap = 256

  /// 48: so many keys come from the memory that is handed out soonest.
  private static let firstCount = 48

  /// 128: so many documents of a block are offered to a long list at once.
  private static let portion = 128

  /// What pivots are drawn with, so that no order of documents is a bad one.
  private var pivotSeed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameters:
  ///   - capacity: the greatest number of documents to keep, ≥ 0.
  ///   - after: the document behind which the list begins.
  package init(capacity: Int, after: ScoredDocument? = nil) {
    precondition(capacity >= 0 && capacity < Int(Int32.max) / 2, "a list has a size")
    self.capacity = capacity
    self.after = after
    keys = []
    threshold = capacity == 0 ? .infinity : -.infinity
  }

  /// Takes room for keys that is kept, until ``giveRoomBack()``.
  ///
  /// - Parameter capacity: the greatest number of documents to keep, ≥ 0.
  init(takingKeptRoom capacity: Int) {
    self.init(capacity: capacity)
    keys = KeptKeys.take()
  }

  /// Gives the room for keys back to other searches; nothing can be offered any more.
  mutating func giveRoomBack() {
    let room = keys
    keys = []
    KeptKeys.keep(room)
  }

  /// The document behind which the list begins; `nil` for the beginning.
  package let after: ScoredDocument?

  /// Whether every document may enter whose score does.
  var takesAll: Bool { after == nil }

  /// Whether nothing has been turned away yet, so that every document is needed.
  package var hasRoom: Bool { count < capacity }

  private var isHeap: Bool { capacity <= Self.longestHeap }

  /// Takes a document in if it is among the best so far.
  ///
  /// - Complexity: O(log `capacity`) in a short list and O(1), amortised, in a long one.
  package mutating func offer(_ document: ScoredDocument) {
    if let after, !after.precedes(document) { return }
    let key = quern_key(
      rank: quern_rank(document.score, UInt32(document.segment)), number: document.document.rawValue
    )
    if let worst, (key.rank, worst.number) <= (worst.rank, key.number) { return }
    makeRoom(for: 1)
    if isHeap {
      // SAFETY: there is room for one more key, or the heap is full.
      count = Int(
        unsafe quern_offer_key(&keys, UInt32(count), UInt32(capacity), key))
      if count == capacity, capacity > 0 { threshold = quern_score_of(keys[0].rank) }
    } else {
      keys[count] = key
      count += 1
      settle()
    }
  }

  /// Takes those of some documents in that are among the best so far.
  ///
  /// The documents ascend, and follow those that were offered before.
  mutating func offer(
    _ documents: UnsafePointer<UInt32>, _ sums: UnsafePointer<Double>, count candidates: Int,
    segment: Int
  ) {
    guard capacity > 0 else { return }
    var place = 0
    while place < candidates {
      makeRoom(for: isHeap ? candidates - place : min(candidates - place, Self.portion))
      let limit = isHeap ? capacity : min(keys.count, count < capacity ? capacity : 2 * capacity)
      var used = UInt32(count)
      // SAFETY: so many candidates follow `place`; no more keys are written than there is room for.
      place += Int(
        unsafe quern_offer(
          documents + place, sums + place, UInt32(candidates - place), UInt32(segment),
          isHeap ? 1 : 0, &keys, &used, UInt32(limit), &threshold))
      count = Int(used)
      if !isHeap { settle() }
    }
  }

  /// The documents, the best first.
  package mutating func sorted() -> [ScoredDocument] {
    if count == 0 { return [] }
    // A heap has room for as many keys again, to sort with.
    if keys.count >= 2 * count {
      unsafe keys.withUnsafeMutableBufferPointer { keys in
        guard let start = keys.baseAddress else { return }
        // SAFETY: twice as many keys are there.
        unsafe quern_sort_keys(start, UInt32(count), start + count)
      }
    } else {
      var scratch = [quern_key](repeating: quern_key(), count: count)
      // SAFETY: there are so many keys in both.
      unsafe quern_sort_keys(&keys, UInt32(count), &scratch)
    }
    let keptCount = min(count, capacity)
    var sorted: [ScoredDocument] = []
    sorted.append(addingCapacity: keptCount) { sorted in
      for place in 0..<keptCount {
        let key = keys[place]
        sorted.append(
          ScoredDocument(
            score: quern_score_of(key.rank), segment: Int(~UInt32(truncatingIfNeeded: key.rank)),
            document: DocumentID(rawValue: key.number)))
      }
    }
    return sorted
  }

  /// Makes room for so many keys more, as far as the list may grow; a heap gets as much again to be sorted.
  private mutating func makeRoom(for more: Int) {
    let most = 2 * capacity
    let wanted = isHeap ? 2 * min(capacity, count + more) : min(most, count + more)
    guard keys.count < wanted else { return }
    let size = min(most, max(wanted, 2 * keys.count, Self.firstCount))
    let more = size - keys.count
    keys.append(addingCapacity: more) { $0.append(repeating: quern_key(), count: more) }
  }

  // MARK: A long list

  /// Notes the threshold of a long list that has become full, and drops its worse half where it is
  /// twice as long.
  private mutating func settle() {
    if worst == nil, count == capacity {
      noteWorst()
    } else if count == 2 * capacity {
      pivotSeed &+= 1
      // SAFETY: there are so many keys.
      unsafe quern_keep_best(&keys, UInt32(count), UInt32(capacity), pivotSeed)
      count = capacity
      noteWorst()
    }
  }

  private mutating func noteWorst() {
    // SAFETY: a long list has more than one key.
    let worst = unsafe quern_worst(keys, UInt32(count))
    self.worst = worst
    threshold = quern_score_of(worst.rank)
  }
}
