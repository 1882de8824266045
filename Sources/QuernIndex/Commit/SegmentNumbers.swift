import Synchronization

/// Gives segments their numbers, and knows which of them are being written beside a batch.
///
/// Shared by the batches of a writer and its merges.
package final class SegmentNumbers: Sendable {
  private struct State {
    var next: UInt64
    var reserved: Set<UInt64> = []
  }

  private let state: Mutex<State>

  /// Goes on after the numbers of a snapshot.
  package init(after snapshot: IndexSnapshot?) {
    state = Mutex(State(next: snapshot?.manifest.nextSegment ?? 1))
  }

  /// The number that comes next.
  var following: UInt64 { state.withLock { $0.next } }

  /// The numbers whose files must stay although no commit names them.
  var reserved: Set<UInt64> { state.withLock { $0.reserved } }

  /// Takes the next number.
  func take() -> UInt64 {
    state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Takes the next number for a file that must stay until ``release(_:)``.
  func reserve() -> UInt64 {
    state.withLock { state in
      defer { state.next += 1 }
      state.reserved.insert(state.next)
      return state.next
    }
  }

  func release(_ number: UInt64) {
    state.withLock { _ = $0.reserved.remove(number) }
  }
}
