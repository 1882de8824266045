import CKernels
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernels give what loops in Swift give, to the last bit.
struct KernelTests {
  /// Ascending documents below `limit`, with frequencies.
  private static func postings(
    _ count: Int, below limit: UInt32, _ random: inout SeededGenerator
  ) -> (documents: [UInt32], frequencies: [UInt32]) {
    let documents = (0..<count).map { _ in UInt32.random(in: 0..<limit, using: &random) }
    let distinct = Set(documents).sorted()
    return (
      distinct,
      distinct.map { _ in
        Bool.random(using: &random)
          ? UInt32.random(in: 1...9, using: &random) : .random(in: 1...(.max), using: &random)
      }
    )
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `scores equal those of one posting after the other`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let model = BM25(
      k1: try #require([0, 0.9, 1.2, 1e30].randomElement(using: &random)), b: 0.75)
    let norms = NormTable(model, averageLength: 150)
    let weight = TermWeight(
      model, weight: try #require([1, 1e-30, 1e30].randomElement(using: &random)), idf: 3.7,
      norms: norms)
    let lengths = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let (documents, frequencies) = Self.postings(Int(seed) * 3, below: 1_000, &random)
    var scores = [Float](repeating: -1, count: 128)
    unsafe quern_score(
      documents, frequencies, UInt32(documents.count), lengths, norms.inverses, weight.weight,
      &scores)
    for (index, document) in documents.enumerated() {
      let expected = weight.score(
        frequency: UInt64(frequencies[index]), lengthCode: lengths[Int(document)])
      #expect(scores[index] == expected, "seed \(seed), place \(index)")
    }
    #expect(scores[documents.count...].allSatisfy { $0 == -1 }, "written past the postings")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `bits are counted as by looking at each`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = (0..<20).map { _ in UInt64.random(in: 0...(.max), using: &random) }
    let (documents, _) = Self.postings(Int(seed) * 3, below: 20 * 64, &random)
    let count = unsafe quern_count_bits(documents, UInt32(documents.count), words)
    let expected = documents.count { words[Int($0) / 64] >> UInt64($0 % 64) & 1 == 1 }
    #expect(Int(count) == expected, "seed \(seed)")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `adding up finds each document once, when it passes the cutoff`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (base, size) = (UInt32(5_000), 300)
    let cutoffs = [-Double.infinity, -1, 0, 0.5, 1.5]
    let cutoff = try #require(cutoffs.randomElement(using: &random))
    var sums = [Double](repeating: -0.0, count: size)
    var expected: [UInt32: Double] = [:]
    var found: [UInt32] = []
    for _ in 0..<4 {
      var (documents, _) = Self.postings(100, below: UInt32(size), &random)
      documents = documents.map { $0 + base }
      let scores = documents.map { _ in
        Bool.random(using: &random) ? 0 : Float.random(in: 0...1, using: &random)
      }
      for (document, score) in zip(documents, scores) {
        expected[document, default: 0] += Double(score)
      }
      var new = [UInt32](repeating: 0, count: 128)
      let count = unsafe quern_accumulate(
        documents, scores, UInt32(documents.count), base, cutoff, &sums, &new)
      found += new.prefix(Int(count))
    }
    #expect(found.sorted() == expected.filter { $0.value > cutoff }.keys.sorted())
    for (document, sum) in expected { #expect(sums[Int(document - base)] == sum) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `selecting keeps what is above the cutoff`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (documents, _) = Self.postings(Int(seed) * 6, below: 2_000, &random)
    let scores = documents.map { _ in Float.random(in: 0...1, using: &random) }
    let first = Double(scores.first ?? 0)
    let cutoffs = [-Double.infinity, -1, 0, 0.5, 0.9, first, first.nextUp, first.nextDown, 1e300]
    let cutoff = try #require(cutoffs.randomElement(using: &random))
    var found = [UInt32](repeating: 0, count: 128)
    var sums = [Double](repeating: 0, count: 128)
    let count = Int(
      unsafe quern_select(
        documents, scores, UInt32(documents.count), cutoff, &found, &sums))
    let expected = zip(documents, scores).filter { Double($0.1) > cutoff }
    #expect(Array(found.prefix(count)) == expected.map(\.0))
    #expect(Array(sums.prefix(count)) == expected.map { Double($0.1) })
  }
}
