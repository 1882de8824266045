import QuernStorage
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

  /// Goes on after the numbers of a snapshot, and of the files that are there.
  ///
  /// A file that no commit names may still be one that a commit in doubt names.
  ///
  /// - Throws: ``IndexError/storage(_:)``.
  convenience init(
    after snapshot: IndexSnapshot, in directory: any Directory
  ) throws(IndexError) {
    let names = try storing { () throws(StorageError) in try directory.names() }
    let next = snapshot.manifest.nextSegment
    // Numbers far beyond are no writer's, and must not use up those that there are.
    let near = names.compactMap(FileNames.segmentNumber).filter { $0 < next + Self.reach }
    self.init(next: max(next, (near.max() ?? 0) + 1))
  }

  /// More segments than batches that failed ever leave behind.
  private static let reach: UInt64 = 1 << 20

  /// Goes on after the numbers of a snapshot.
  package convenience init(after snapshot: IndexSnapshot?) {
    self.init(next: snapshot?.manifest.nextSegment ?? 1)
  }

  private init(next: UInt64) { state = Mutex(State(next: next)) }

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
