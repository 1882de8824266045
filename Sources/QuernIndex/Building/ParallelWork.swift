import Dispatch
import Synchronization

/// Work that several threads share and whose results are wanted in order.
enum ParallelWork {
  /// The result of one piece, and who waits for it.
  fileprivate final class Piece<Result: Sendable>: Sendable {
    let done = DispatchSemaphore(value: 0)
    private let result = Mutex<Result?>(nil)

    func put(_ value: Result) {
      result.withLock { $0 = value }
      done.signal()
    }

    /// Waits for the result; for one caller, once.
    func take() -> Result {
      done.wait()
      let value = result.withLock { $0.take() }
      guard let value else { preconditionFailure("a piece that is done has a result") }
      return value
    }
  }

  /// The result of work that goes on beside.
  struct Pending<Result: Sendable> {
    fileprivate let piece: Piece<Result>

    /// Waits for the result; once.
    func take() -> Result { piece.take() }
  }

  /// Begins work that other work goes on beside; with one thread it is done at once.
  static func begin<Result: Sendable>(
    threads: Int, _ work: @escaping @Sendable () -> Result
  ) -> Pending<Result> {
    let piece = Piece<Result>()
    if threads > 1 {
      DispatchQueue.global().async { piece.put(work()) }
    } else {
      piece.put(work())
    }
    return Pending(piece: piece)
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
          piece.put(result)
        }
        waiting.append(piece)
        next += 1
      }
      let piece = waiting.removeFirst()
      try consume(piece.take())
    }
  }
}
