import CKernels
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernels that compare ascending documents give what sets give.
struct SharedDocumentsTests {
  private static let size = 128

  private static func documents(
    _ count: Int, below limit: UInt32, _ random: inout SeededGenerator
  ) -> [UInt32] {
    Set((0..<count).map { _ in UInt32.random(in: 0..<limit, using: &random) }).sorted()
  }

  /// Filled up with what is no document.
  private static func block(_ documents: [UInt32]) -> [UInt32] {
    documents + [UInt32](repeating: .max, count: size - documents.count)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what two blocks share is found with its places`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let limit = try #require([130, 300, 5_000].randomElement(using: &random)) as UInt32
    let left = Self.documents(Int.random(in: 0...Self.size, using: &random), below: limit, &random)
    let right = Self.documents(Int.random(in: 0...Self.size, using: &random), below: limit, &random)
    let expected = left.filter(Set(right).contains)
    var (places, others) = ([UInt8](repeating: 0, count: 129), [UInt8](repeating: 0, count: 129))
    let count = Int(
      unsafe quern_intersect(
        left, UInt32(left.count), Self.block(right), UInt32(right.count), &places, &others))
    #expect(places.prefix(count).map { left[Int($0)] } == expected, "seed \(seed)")
    #expect(others.prefix(count).map { right[Int($0)] } == expected, "seed \(seed)")
  }

  @Test(arguments: 0...Self.size)
  func `any number of documents is looked up in a block`(wanted: Int) {
    var random = SeededGenerator(seed: UInt64(wanted))
    for limit in [140, 600, .max] as [UInt32] {
      let right = Self.documents(Self.size, below: limit, &random)
      // As many from the block as from elsewhere.
      let left = Set(
        right.shuffled(using: &random).prefix(wanted / 2)
          + Self.documents(wanted - wanted / 2, below: limit, &random)
      ).sorted()
      let expected = left.filter(Set(right).contains)
      var (places, others) = ([UInt8](repeating: 0, count: 129), [UInt8](repeating: 0, count: 129))
      let count = Int(
        unsafe quern_intersect(
          left, UInt32(left.count), Self.block(right), UInt32(right.count), &places, &others))
      #expect(places.prefix(count).map { left[Int($0)] } == expected, "\(wanted), \(limit)")
      #expect(others.prefix(count).map { right[Int($0)] } == expected, "\(wanted), \(limit)")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `members are kept, or others, in place or elsewhere`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let limit = try #require([130, 300, 5_000].randomElement(using: &random)) as UInt32
    let all = Self.documents(Int.random(in: 0...300, using: &random), below: limit, &random)
    let list = Self.documents(Int.random(in: 1...Self.size, using: &random), below: limit, &random)
    // The caller asks for documents up to the list's last one.
    let documents = all.filter { $0 <= list[list.count - 1] }
    let wanted = Bool.random(using: &random)
    let expected = documents.filter { Set(list).contains($0) == wanted }
    var kept = [UInt32](repeating: 0, count: documents.count + 1)
    var count = unsafe quern_keep_members(
      documents, UInt32(documents.count), Self.block(list), UInt32(list.count), wanted ? 1 : 0,
      &kept)
    #expect(Array(kept.prefix(Int(count))) == expected, "seed \(seed)")
    var inPlace = documents + [0]
    count = unsafe inPlace.withUnsafeMutableBufferPointer { bytes in
      // SAFETY: the array is not empty; the kernel may read and write at the same place.
      guard let start = bytes.baseAddress else { return 0 }
      return unsafe quern_keep_members(
        start, UInt32(documents.count), Self.block(list), UInt32(list.count), wanted ? 1 : 0,
        start)
    }
    #expect(Array(inPlace.prefix(Int(count))) == expected, "seed \(seed)")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `merging adds the scores of shared documents`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let left = Self.documents(Int.random(in: 0...400, using: &random), below: 900, &random)
    let right = Self.documents(Int.random(in: 0...Self.size, using: &random), below: 900, &random)
    let sums = left.map { _ in Double.random(in: 0...4, using: &random) }
    let scores = right.map { _ in Float.random(in: 0...4, using: &random) }
    var expected = Dictionary(uniqueKeysWithValues: zip(left, sums))
    for (document, score) in zip(right, scores) { expected[document, default: 0] += Double(score) }
    var merged = [UInt32](repeating: 0, count: left.count + right.count + 1)
    var mergedSums = [Double](repeating: 0, count: merged.count)
    let count = Int(
      unsafe quern_merge_sums(
        left, sums, UInt32(left.count), right, scores, UInt32(right.count), &merged, &mergedSums))
    #expect(Array(merged.prefix(count)) == expected.keys.sorted(), "seed \(seed)")
    for place in 0..<count { #expect(mergedSums[place] == expected[merged[place]], "seed \(seed)") }
  }
}
