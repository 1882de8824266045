import Synchronization

/// How many occurrences of pairs may be found, by all threads together.
///
/// Whether there are more is the same for any number of threads; which of them were found then is
/// not.
final class PairLimit: Sendable {
  /// So many are taken together, so that threads seldom meet here.
  private static let takenAtOnce = 4_096

  private let limit: Int
  private let taken = Atomic(0)

  init(_ limit: Int) { self.limit = limit }

  /// Whether more were found.
  var isExceeded: Bool { taken.load(ordering: .relaxed) > limit }

  /// Counts what a thread has found since it last did, once that is worth while.
  func take(_ count: inout Int, isLast: Bool = false) {
    guard isLast || count >= Self.takenAtOnce else { return }
    taken.add(count, ordering: .relaxed)
    count = 0
  }
}
