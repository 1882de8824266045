import Dispatch
import QuernTestSupport
import Synchronization
import Testing

@testable import QuernIndex

struct ParallelWorkTests {
  private struct Stop: Error {}

  /// Numbers that several threads change.
  private final class Counters: Sendable {
    let begun = Atomic(0)
    let ended = Atomic(0)

    /// Works for a while that depends on a number.
    func work(_ number: Int) -> Int {
      begun.add(1, ordering: .relaxed)
      var value = UInt64(truncatingIfNeeded: number)
      for step in 0..<(number &* 7919 % 3_000) as Range<Int> {
        value = (value ^ UInt64(truncatingIfNeeded: step)) &* 0x9E37_79B9_7F4A_7C15
      }
      // The sum is that of the numbers, but no compiler knows.
      ended.add(value == 1 ? 2 : 1, ordering: .relaxed)
      return number
    }
  }

  /// Gives every thread of the pool something to do, for two seconds at most.
  private final class BusyPool: Sendable {
    private let isOver = Atomic(false)
    private let isTooLate = Atomic(false)
    private let deadline = DispatchTime.now() + .seconds(2)

    /// Whether nobody went on before the time was up.
    var hasWaited: Bool { isTooLate.load(ordering: .acquiring) }

    func begin() {
      for _ in 0..<64 {
        DispatchQueue.global().async { [self] in
          while !isOver.load(ordering: .acquiring) {
            guard DispatchTime.now() > deadline else { continue }
            return isTooLate.store(true, ordering: .releasing)
          }
        }
      }
    }

    func end() { isOver.store(true, ordering: .releasing) }
  }

  /// What is made of the results fails at any of them, or at none.
  @Test func `results come in order, and nothing goes on behind a failure`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let count = Int.random(in: 0..<40, using: &random)
      let threads = Int.random(in: 1..<9, using: &random)
      let failing = Int.random(in: 0..<60, using: &random)
      let counters = Counters()
      var results: [Int] = []
      var hasFailed = false
      do throws(Stop) {
        try ParallelWork.inOrder(count, threads: threads) {
          counters.work($0)
        } consume: { (result) throws(Stop) in
          results.append(result)
          if result == failing { throw Stop() }
        }
      } catch { hasFailed = true }
      let begun = counters.begun.load(ordering: .relaxed)
      let comment = "seed \(seed), round \(round): \(count), \(threads) threads, \(failing)"
      #expect(counters.ended.load(ordering: .relaxed) == begun, "\(comment)")
      #expect(results == Array(0..<min(count, failing + 1)), "\(comment)")
      #expect(hasFailed == (failing < count), "\(comment)")
      #expect(begun <= results.count + 2 * threads, "\(comment)")
    }
  }

  @Test func `work is done where the pool has no thread for it`() {
    let pool = BusyPool()
    pool.begin()
    let pending = ParallelWork.begin(threads: 3) {
      var sum = 0
      ParallelWork.inOrder(10, threads: 3) {
        $0
      } consume: {
        sum += $0
      }
      return sum
    }
    var sum = 0
    ParallelWork.inOrder(20, threads: 3) {
      $0
    } consume: {
      sum += $0
    }
    #expect(sum == 190)
    #expect(pending.take() == 45)
    pool.end()
    #expect(!pool.hasWaited)
  }

  @Test func `work that is given up is let go before it is begun`() {
    let pool = BusyPool()
    pool.begin()
    var counters = Counters()
    let pending = ParallelWork.begin(threads: 2) { [counters] in counters.work(1) }
    pending.end()
    #expect(isKnownUniquelyReferenced(&counters))
    pool.end()
    #expect(counters.begun.load(ordering: .relaxed) == 0)
    #expect(!pool.hasWaited)
  }

  @Test func `work that is given up does not go on`() {
    for number in 0..<300 {
      let counters = Counters()
      let pending = ParallelWork.begin(threads: 2) { counters.work(number) }
      if number % 3 == 0 { _ = counters.work(number) }
      if number % 5 == 0 { #expect(pending.take() == number) }
      pending.end()
      let begun = counters.begun.load(ordering: .relaxed)
      #expect(counters.ended.load(ordering: .relaxed) == begun)
    }
  }
}
