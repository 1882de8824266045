import QuernTestSupport
import Testing

@testable import QuernIndex

/// The order of recursive bisection.
struct GraphBisectionTests {
  /// Documents of some topics, whose words are their own but for a few, in a random order.
  private static func forward(_ random: inout SeededGenerator) -> ForwardIndex {
    let topics = Int.random(in: 1...12, using: &random)
    let count = Int.random(in: 1...900, using: &random)
    var starts = [0]
    var terms: [UInt32] = []
    for _ in 0..<count {
      let topic = UInt32.random(in: 0..<UInt32(topics), using: &random)
      let own = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        20 + topic * 30 + UInt32.random(in: 0..<30, using: &random)
      }
      let common = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        UInt32.random(in: 0..<20, using: &random)
      }
      terms += Set(own + common).sorted()
      starts.append(terms.count)
    }
    return ForwardIndex(starts: starts, terms: terms, termCount: 20 + topics * 30)
  }

  /// The bits of all gaps, about: the sum of their logarithms.
  private static func cost(_ order: [UInt32], _ forward: ForwardIndex) -> Int {
    var last = [Int](repeating: -1, count: forward.termCount)
    var bits = 0
    for (place, document) in order.enumerated() {
      for at in forward.starts[Int(document)]..<forward.starts[Int(document) + 1] {
        let term = Int(forward.terms[at])
        bits += Int.bitWidth - (place - last[term]).leadingZeroBitCount
        last[term] = place
      }
    }
    return bits
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `each document is there once, for any number of threads`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let forward = Self.forward(&random)
    let bisection = GraphBisection(forward)
    let order = bisection.order(threads: 1)
    #expect(
      order.sorted() == (0..<UInt32(forward.documentCount)).map { $0 }, "seed \(seed)")
    for threads in 2...5 {
      #expect(bisection.order(threads: threads) == order, "seed \(seed), \(threads) threads")
    }
  }

  @Test(arguments: 100..<110 as Range<UInt64>)
  func `documents of a topic come together`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var forward = Self.forward(&random)
    while forward.documentCount < 400 || forward.termCount < 200 { forward = Self.forward(&random) }
    let kept = Self.cost((0..<UInt32(forward.documentCount)).map { $0 }, forward)
    let found = Self.cost(GraphBisection(forward).order(threads: 1), forward)
    #expect(found * 100 < kept * 92, "seed \(seed): \(kept) bits before, \(found) after")
  }

  @Test(arguments: 200..<210 as Range<UInt64>)
  func `the half with the shorter documents comes first`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var forward = Self.forward(&random)
    while forward.documentCount <= GraphBisection.leafCount { forward = Self.forward(&random) }
    let lengths = GraphBisection(forward).order(threads: 1).map {
      forward.starts[Int($0) + 1] - forward.starts[Int($0)]
    }
    func mean(_ some: ArraySlice<Int>) -> Double {
      Double(some.reduce(0, +)) / Double(some.count)
    }
    // The larger half of an odd number may be either.
    let halves = [lengths.count / 2, lengths.count - lengths.count / 2]
    #expect(halves.contains { mean(lengths[..<$0]) <= mean(lengths[$0...]) }, "seed \(seed)")
  }

  @Test func `what is not wanted any more stays as it is`() {
    var random = SeededGenerator(seed: 7)
    let forward = Self.forward(&random)
    #expect(
      GraphBisection(forward) { true }.order(threads: 1)
        == (0..<UInt32(forward.documentCount)).map { $0 })
  }

  /// What leaving one half for the other gains, from the cost of a list as the paper has it.
  @Test(arguments: [(1, 0), (1, 1), (5, 3), (40_000, 2), (3, 40_000), (16_384, 16_383)])
  func `a move gains what the cost of lists says`(from: Int, to: Int) {
    // By a table of logarithms from products, which needs no library.
    func cost(_ count: Int) -> Double { -Double(count) * Self.logarithm(Double(count + 1)) }
    let before = cost(from) + cost(to)
    let after = cost(from - 1) + cost(to + 1)
    let gain = Double(BisectionCosts(documentCount: 100_000).move(from: from, to: to))
    #expect(abs(before - after - gain) < 1e-3, "\(before - after), \(gain)")
  }

  /// log₂ by squaring: a bit of the result a step.
  private static func logarithm(_ value: Double) -> Double {
    var (value, result, bit) = (value, 0.0, 1.0)
    while value >= 2 { (value, result) = (value / 2, result + 1) }
    for _ in 0..<50 {
      bit /= 2
      value *= value
      if value >= 2 { (value, result) = (value / 2, result + bit) }
    }
    return result
  }
}
