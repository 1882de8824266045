import Dispatch
import Synchronization

/// Many queries, answered on all cores and given back in their order.
struct ParallelQueries<Query: Sendable, Answer: Sendable> {
  private typealias Outcome = Result<Answer, CommandFailure>

  /// Enough to keep every core busy, few enough that answers flow.
  static var usualWindowCount: Int { 256 }

  let queries: [Query]

  /// So many are answered before the first of them is given back.
  let windowCount: Int

  /// Answers one query; called from several threads at once.
  let answer: @Sendable (Query) throws(CommandFailure) -> Answer

  init(
    queries: [Query], windowCount: Int = Self.usualWindowCount,
    answer: @escaping @Sendable (Query) throws(CommandFailure) -> Answer
  ) {
    self.queries = queries
    self.windowCount = windowCount
    self.answer = answer
  }

  /// Gives each answer to `body`, in the order of the queries, until it wants no more.
  ///
  /// - Parameter body: takes an answer; `false` ends it.
  /// - Throws: ``CommandFailure``, the first in the order of the queries; answers before it were
  ///   given.
  func forEach(
    _ body: (Query, Answer) throws(CommandFailure) -> Bool
  ) throws(CommandFailure) {
    var start = 0
    while start < queries.count {
      let window = queries[start..<min(start + windowCount, queries.count)]
      for (query, outcome) in zip(window, outcomes(of: Array(window))) {
        guard try body(query, outcome.get()) else { return }
      }
      start = window.endIndex
    }
  }

  private func outcomes(of window: [Query]) -> [Outcome] {
    let found = Mutex<[Int: Outcome]>([:])
    DispatchQueue.concurrentPerform(iterations: window.count) { place in
      let outcome = Outcome { () throws(CommandFailure) in try answer(window[place]) }
      found.withLock { $0[place] = outcome }
    }
    let outcomes = found.withLock { $0 }
    return window.indices.compactMap { outcomes[$0] }
  }
}
