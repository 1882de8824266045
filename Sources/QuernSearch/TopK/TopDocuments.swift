/// Keeps the best documents of a search: a bounded binary heap with the worst one at its root.
///
/// Memory grows with what is offered, never with what was asked for.
package struct TopDocuments: Sendable {
  private let capacity: Int

  /// A heap: no document precedes its children.
  private var heap: [ScoredDocument] = []

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
      heap.append(document)
      siftUp()
    } else if let worst = heap.first, document.precedes(worst) {
      heap[0] = document
      siftDown()
    } else {
      return
    }
    if heap.count == capacity { threshold = heap[0].score }
  }

  /// The documents, the best first.
  package func sorted() -> [ScoredDocument] { heap.sorted { $0.precedes($1) } }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
