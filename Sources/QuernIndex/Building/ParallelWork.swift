import Dispatch
import Synchronization

/// Work that several threads share and whose results are wanted in order.
enum ParallelWork {
  /// The result of one piece, and who waits for it.
  private final class Piece<Result: Sendable>: Sendable {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result?>(nil)
  }

  /// Calls `work` for 0 ..< `count` on several threads, and `consume` with each result on this one, in
  /// order.
  ///
  /// Twice as many results as threads wait at most. Where `consume` throws, no work is begun any more,
  /// and none is going on when its error is thrown.
  static func inOrder<Result: Sendable, Failure: Error>(
    _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result,
    consume: (Result) throws(Failure) -> Void
  ) throws(Failure) {
    guard threads > 1 && count > 1 else {
      for index in 0..<count { try consume(work(index)) }
      return
    }
    let queue = DispatchQueue(label: "quern.work", attributes: .concurrent)
    let room = DispatchSemaphore(value: threads)
    var waiting: [Piece<Result>] = []
    var next = 0
    defer { for piece in waiting { piece.done.wait() } }
    while next < count || !waiting.isEmpty {
      while next < count && waiting.count < 2 * threads {
        let piece = Piece<Result>()
        queue.async { [next] in
          room.wait()
          let result = work(next)
          room.signal()
          piece.result.withLock { $0 = result }
          piece.done.signal()
        }
        waiting.append(piece)
        next += 1
      }
      let piece = waiting.removeFirst()
      piece.done.wait()
      let result = piece.result.withLock { $0.take() }
      guard let result else { preconditionFailure("a piece that is done has a result") }
      try consume(result)
    }
  }
}
