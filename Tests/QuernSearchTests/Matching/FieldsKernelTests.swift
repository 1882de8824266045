import CKernels
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernels that join the lists of several fields give what loops in Swift give, to the last bit.
struct FieldsKernelTests {
  private static func documents(
    _ count: Int, below limit: UInt32, _ random: inout SeededGenerator
  ) -> [UInt32] {
    Set((0..<count).map { _ in UInt32.random(in: 0..<limit, using: &random) }).sorted()
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `joined lists are scored as document by document`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let model = BM25(k1: try #require([0.9, 1.2, 1e30].randomElement(using: &random)), b: 0.75)
    let norms = NormTable(model, averageLength: 150)
    let weight = TermWeight(model, weight: 1, idf: 3.7, norms: norms)
    let lengths = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    var joined = [UInt32](repeating: .max, count: 400)
    var ratios = [Float](repeating: -1, count: 400)
    var totals = [Double](repeating: -1, count: 400)
    var expected: [UInt32: (total: Double, ratio: Float)] = [:]
    var count: UInt32 = 0
    for (field, most) in [Int(seed) * 3, Int(seed), 9].enumerated() {
      let documents = Self.documents(most, below: 1_000, &random)
      let frequencies = documents.map { _ in UInt32.random(in: 1...9, using: &random) }
      var added = [Float](repeating: -1, count: documents.count + 1)
      unsafe quern_ratios(
        documents, frequencies, UInt32(documents.count), lengths, norms.inverses, &added)
      #expect(added.last == -1, "written past the postings")
      for (place, document) in documents.enumerated() {
        let ratio = Float(frequencies[place]) * norms.inverse(lengths[Int(document)])
        let base = expected[document] ?? (0, 0)
        let addition = weight.addition(ratio: ratio, base: base.ratio)
        expected[document] = (base.total + Double(addition), base.ratio + ratio)
      }
      if field == 0 {
        joined.replaceSubrange(0..<documents.count, with: documents)
        ratios.replaceSubrange(0..<documents.count, with: added.dropLast())
        count = UInt32(documents.count)
        unsafe quern_score_ratios(ratios, count, weight.weight, &totals)
        continue
      }
      var places = [UInt32](repeating: 0, count: documents.count)
      let (before, more) = (count, UInt32(documents.count))
      count = unsafe quern_join_documents(&joined, before, documents, more, &places)
      #expect(unsafe quern_join_ratios(&ratios, &totals, before, places, more) == count)
      unsafe quern_add_ratios(&ratios, &totals, places, added, more, weight.weight)
    }
    #expect(Array(joined[..<Int(count)]) == expected.keys.sorted(), "seed \(seed)")
    for place in 0..<Int(count) {
      #expect(totals[place] == expected[joined[place]]?.total, "seed \(seed), place \(place)")
    }
    #expect(joined[Int(count)...].allSatisfy { $0 == .max }, "written past the documents")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `totals are picked and added up as one after the other`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let documents = Self.documents(Int(seed) * 3, below: 4_096, &random)
    let totals = documents.map { _ in Double.random(in: 0...2, using: &random) }
    let cutoff = try #require([-Double.infinity, 0.5, 1.9].randomElement(using: &random))
    var found = [UInt32](repeating: 0, count: documents.count)
    var sums = [Double](repeating: 0, count: documents.count)
    let count = unsafe quern_select_totals(
      documents, totals, UInt32(documents.count), cutoff, &found, &sums)
    let expected = documents.indices.filter { totals[$0] > cutoff }
    #expect(Array(found[..<Int(count)]) == expected.map { documents[$0] }, "seed \(seed)")
    #expect(Array(sums[..<Int(count)]) == expected.map { totals[$0] }, "seed \(seed)")

    var window = [Double](repeating: -0.0, count: 4_096)
    let (first, second) = (
      documents.indices.filter { $0 % 3 > 0 }, documents.indices.filter { $0 % 2 > 0 }
    )
    var passed: [UInt32] = []
    for part in [first, second] {
      let number = unsafe quern_accumulate_totals(
        part.map { documents[$0] }, part.map { totals[$0] }, UInt32(part.count), 0, cutoff, &window,
        &found)
      passed += found[..<Int(number)]
    }
    var added: [UInt32: Double] = [:]
    for place in first + second { added[documents[place], default: 0] += totals[place] }
    #expect(passed.sorted() == added.keys.filter { added[$0, default: 0] > cutoff }.sorted())
    for (document, sum) in added { #expect(window[Int(document)] == sum, "seed \(seed)") }
  }
}
