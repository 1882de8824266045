import Synchronization

/// The order of a segment's terms, which is found beside other work and wanted by each field.
final class SharedOrder: Sendable {
  private let pending: ParallelWork.Pending<TermOrder>
  private let order = Mutex<TermOrder?>(nil)

  /// Begins to find it.
  init(_ terms: TermArena, threads: Int) {
    pending = ParallelWork.begin(threads: threads) { TermOrder(terms) }
  }

  /// Waits for the order.
  var value: TermOrder {
    order.withLock { order in
      let found = order ?? pending.take()
      order = found
      return found
    }
  }

  /// Gives the order up, or waits until it is found.
  func end() { pending.end() }
}
