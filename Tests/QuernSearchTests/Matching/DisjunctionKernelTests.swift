import CKernels
import QuernCodec
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernel that walks lists of which a document need have only some finds the best of all documents.
struct DisjunctionKernelTests {
  /// Some lists of random documents, written one behind the other.
  private struct Lists {
    var kernel: KernelLists
    var scores: [UInt32: Double] = [:]

    init(_ random: inout SeededGenerator) {
      let model = BM25(k1: 1.2, b: 0.75)
      let norms = NormTable(model, averageLength: 150)
      let documentCount = [200, 1_500, 4_000].randomElement(using: &random) ?? 200
      // Where lengths are few, many documents score the same.
      let longest: UInt8 = Bool.random(using: &random) ? 12 : 90
      let lengths = (0..<documentCount).map { _ in
        UInt8.random(in: 10...longest, using: &random)
      }
      kernel = KernelLists(lengths: lengths, documentCount: UInt32(documentCount))
      var writer = PostingListWriter()
      for _ in 0..<([1, 2, 3, 5, 16].randomElement(using: &random) ?? 2) {
        let shares = [1, 0.5, 0.2, 0.03, 20 / Double(documentCount)]
        let share = shares.randomElement(using: &random) ?? 1
        // From anywhere to anywhere: a list may end early or begin late.
        let places = (0..<2).map { _ in Int.random(in: 0..<documentCount, using: &random) }.sorted()
        let range = Bool.random(using: &random) ? places[0]...places[1] : 0...documentCount - 1
        let most = [1, 3, 40].randomElement(using: &random) ?? 1
        let idf = Bool.random(using: &random) ? 2 : Double.random(in: 0.1...9, using: &random)
        let weight = TermWeight(model, weight: 1, idf: idf, norms: norms)
        var count = 0
        for document in range where Double.random(in: 0..<1, using: &random) <= share {
          let isRich = Int.random(in: 0..<9, using: &random) == 0
          let frequency = isRich ? Int.random(in: 1...most, using: &random) : 1
          writer.append(
            document: UInt32(document), lengthCode: lengths[document],
            positions: [UInt32](repeating: 1, count: frequency))
          let score = weight.score(
            frequency: UInt64(frequency), lengthCode: lengths[document])
          scores[UInt32(document), default: 0] += Double(score)
          count += 1
        }
        if count == 0 { continue }
        kernel.entries.append(writer.finishList())
        kernel.weights.append(weight)
      }
      kernel.postings = writer.takePostings()
    }

    /// The best documents, of all that are in some list.
    func best(_ count: Int) -> [ScoredDocument] {
      var top = TopDocuments(capacity: count)
      for (document, score) in scores.sorted(by: { $0.key < $1.key }) {
        top.offer(
          ScoredDocument(
            score: Float(score), segment: 0, document: DocumentID(rawValue: document)))
      }
      return top.sorted()
    }

    /// Calls a function with the documents of each range, which gives the next threshold.
    ///
    /// - Returns: whether the kernel found the bytes sound.
    func walk(
      wanted: Int, capacity: Int, rangeCount: Int,
      _ body: (UnsafePointer<UInt32>, UnsafePointer<Double>, Int) -> Double
    ) -> Bool {
      let count = kernel.entries.count
      let memory = ListMemory(listCount: count, longestBlock: 128, addsUp: true)
      return unsafe kernel.open(Array(0..<count), memory) { field, lists in
        var walk = unsafe quern_walk(memory, wanted: wanted, documentCount: kernel.documentCount)
        unsafe walk.capacity = UInt32(capacity)
        unsafe walk.range_count = UInt32(rangeCount)
        unsafe quern_start_walk(lists, UInt32(count), &walk)
        var threshold = -Double.infinity
        while true {
          let found = unsafe quern_walk_range(&field, lists, UInt32(count), threshold, &walk)
          if found <= 0 { return found == 0 }
          threshold = unsafe body(walk.documents, walk.sums, Int(found))
        }
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the best documents are those of all`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lists = Lists(&random)
    guard !lists.kernel.entries.isEmpty else { return }
    for wanted in [[1, 20, 10_000], [3, 150]][Int(seed % 2)] {
      var top = TopDocuments(capacity: wanted)
      let capacity = [512, 700, 4_096].randomElement(using: &random) ?? 512
      let rangeCount = [1, 100, 1_024].randomElement(using: &random) ?? 1
      let isSound = unsafe lists.walk(wanted: wanted, capacity: capacity, rangeCount: rangeCount) {
        unsafe top.offer($0, $1, count: $2, segment: 0)
        return Double(top.threshold)
      }
      let place = Comment("seed \(seed), \(wanted) of \(capacity), \(rangeCount)")
      #expect(isSound && top.sorted() == lists.best(wanted), place)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `what is not wanted is not found`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lists = Lists(&random)
    guard lists.scores.count > 1_000 else { return }
    var found = 0
    // No threshold comes from outside.
    _ = unsafe lists.walk(wanted: 1, capacity: 4_096, rangeCount: 100) { _, _, count in
      found += count
      return -.infinity
    }
    let highest = try #require(lists.scores.values.max())
    // Besides those that come before a threshold is known, there may be equals.
    let equals = lists.scores.values.filter { $0 > 0.9 * highest }.count
    #expect(found <= equals + lists.scores.count / 4, "seed \(seed)")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `of damaged bytes come documents of the segment, or none`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var lists = Lists(&random)
    guard !lists.kernel.entries.isEmpty else { return }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<lists.kernel.postings.count, using: &random)
      lists.kernel.postings[place] = UInt8.random(in: 0...255, using: &random)
    }
    if Bool.random(using: &random) {
      lists.kernel.postings.removeLast(
        Int.random(in: 0..<lists.kernel.postings.count, using: &random))
    }
    var last: UInt32?
    let wanted = Bool.random(using: &random) ? 10 : 10_000
    _ = unsafe lists.walk(wanted: wanted, capacity: 512, rangeCount: 100) { documents, _, count in
      for place in 0..<count {
        let document = unsafe documents[place]
        #expect(document < lists.kernel.documentCount, "seed \(seed)")
        if let last { #expect(document > last, "seed \(seed)") }
        last = document
      }
      return -.infinity
    }
  }
}
