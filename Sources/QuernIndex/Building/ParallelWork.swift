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
      return value()
    }

    /// The result, if it is there; for one caller, once.
    func takeIfDone() -> Result? {
      done.wait(timeout: .now()) == .success ? value() : nil
    }

    private func value() -> Result {
      let value = result.withLock { $0.take() }
      guard let value else { preconditionFailure("a piece that is done has a result") }
      return value
    }
  }

  /// The result of work that goes on beside.
  struct Pending<Result: Sendable>: Sendable {
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

  /// The pieces of work that several threads share: which is the next, and where results are put.
  private final class Pieces<Result: Sendable>: Sendable {
    private let pieces: [Piece<Result>]
    private let number = Mutex(0)
    /// Begins at 0: one that is given up below its beginning stops the program.
    private let room = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let threads: Int

    private let work: @Sendable (Int) -> Result

    /// - Parameter threads: the caller's among them.
    init(_ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result) {
      pieces = (0..<count).map { _ in Piece() }
      self.threads = threads
      self.work = work
      for _ in 0..<(2 * threads) { room.signal() }
    }

    func begin() {
      for _ in 1..<threads {
        DispatchQueue.global().async { [self] in
          while let index = takeNext() { pieces[index].put(work(index)) }
          ended.signal()
        }
      }
    }

    /// Waits until there is room for a result; `nil` where nothing is left to do.
    private func takeNext() -> Int? {
      room.wait()
      return next()
    }

    /// The next piece, for whose result there is room; `nil` where nothing is left to do.
    private func next() -> Int? {
      let index = number.withLock { next in
        defer { next += 1 }
        return next
      }
      if index < pieces.count { return index }
      room.signal()
      return nil
    }

    /// Waits for a result, and works meanwhile: results are taken in order, so that what is waited for was
    /// begun where there is no room for another.
    func take(_ index: Int) -> Result {
      defer { room.signal() }
      while true {
        if let result = pieces[index].takeIfDone() { return result }
        guard room.wait(timeout: .now()) == .success, let other = next() else {
          return pieces[index].take()
        }
        pieces[other].put(work(other))
      }
    }

    /// Lets no more work begin, and waits for that which goes on.
    func end() {
      number.withLock { $0 = pieces.count }
      room.signal()
      for _ in 1..<threads { ended.wait() }
    }
  }

  /// Calls `work` for 0 ..< `count` on several threads, this one among them, and `consume` with each
  /// result on this one, in order.
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
    let pieces = Pieces<Result>(count, threads: min(threads, count), work)
    pieces.begin()
    defer { pieces.end() }
    for index in 0..<count { try consume(pieces.take(index)) }
  }
}
