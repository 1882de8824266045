import Dispatch
import Synchronization

/// Work that several threads share and whose results are wanted in order.
enum ParallelWork {
  /// The result of one piece, and who waits for it.
  private final class Piece<Result: Sendable>: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let result = Mutex<Result?>(nil)

    func put(_ value: Result) {
      result.withLock { $0 = value }
      done.signal()
    }

    func wait() {
      done.wait()
      done.signal()
    }

    /// Waits for the result; once.
    func take() -> Result {
      done.wait()
      return value()
    }

    /// The result, if it is there; once.
    func takeIfDone() -> Result? {
      done.wait(timeout: .now()) == .success ? value() : nil
    }

    private func value() -> Result {
      done.signal()
      let value = result.withLock { $0.take() }
      guard let value else { preconditionFailure("a piece that is done has a result") }
      return value
    }
  }

  /// Work that goes on beside other work, or that nobody has begun yet.
  ///
  /// The pool is as wide as there are cores: behind others' work, a thread may come to it late.
  final class Pending<Result: Sendable>: Sendable {
    private let piece = Piece<Result>()
    /// The work, until it is begun.
    private let work: Mutex<(@Sendable () -> Result)?>

    fileprivate init(_ work: @escaping @Sendable () -> Result) { self.work = Mutex(work) }

    fileprivate func runUnlessBegun() {
      guard let work = work.withLock({ $0.take() }) else { return }
      piece.put(work())
    }

    /// Does the work where nobody has begun it, or waits for the result; once.
    func take() -> Result {
      runUnlessBegun()
      return piece.take()
    }

    /// Waits for work that goes on; what nobody has begun is never done.
    func end() {
      let isBegun = work.withLock { $0.take() == nil }
      if isBegun { piece.wait() }
    }
  }

  /// Begins work that other work goes on beside; with one thread it is done at once.
  static func begin<Result: Sendable>(
    threads: Int, _ work: @escaping @Sendable () -> Result
  ) -> Pending<Result> {
    let pending = Pending(work)
    if threads > 1 {
      DispatchQueue.global().async { [weak pending] in pending?.runUnlessBegun() }
    } else {
      pending.runUnlessBegun()
    }
    return pending
  }

  /// Gives large memory back beside other work: the system takes a millisecond for some 10 MB.
  static func release<Value: Sendable>(_ value: consuming Value, threads: Int) {
    guard threads > 1 else { return }
    // The pool may be busy with other work for long.
    DispatchQueue(label: "quern.release").async { [value] in _ = value }
  }

  /// The pieces of work that several threads share: which is the next, and where results are put.
  private final class Pieces<Result: Sendable>: Sendable {
    private let pieces: [Piece<Result>]
    private let number = Mutex(0)
    /// Begins at 0: one that is given up below its beginning stops the program.
    private let room = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let threads: Int
    /// The threads beside the caller's that have come, and whether it is too late for others.
    private let helpers = Mutex((count: 0, isOver: false))

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
        // One that comes late finds nothing, and keeps nothing.
        DispatchQueue.global().async { [weak self] in
          guard let self, join() else { return }
          while let index = takeNext() { pieces[index].put(work(index)) }
          ended.signal()
        }
      }
    }

    /// Whether there is still work for one thread more.
    private func join() -> Bool {
      helpers.withLock { helpers in
        if !helpers.isOver { helpers.count += 1 }
        return !helpers.isOver
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

    /// Lets no more work begin, and waits for that which goes on: not for threads that have not come, whose
    /// place in the pool the caller may have.
    func end() {
      number.withLock { $0 = pieces.count }
      room.signal()
      let count = helpers.withLock { helpers in
        helpers.isOver = true
        return helpers.count
      }
      for _ in 0..<count { ended.wait() }
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
