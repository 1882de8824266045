import CKernels
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernel that walks the lists that words have in two fields, where a document need have only some of the
/// words, finds the best of all documents.
struct FieldsDisjunctionKernelTests {
  private static func words(_ random: inout SeededGenerator) -> FieldWords {
    FieldWords(wordCount: [1, 2, 3, 5, 16].randomElement(using: &random) ?? 2, &random)
  }

  /// Calls a function with the documents of each range, which gives the next threshold.
  ///
  /// - Returns: whether the kernel found the bytes sound.
  private static func walk(
    _ words: FieldWords, wanted: Int, capacity: Int, rangeCount: Int,
    _ body: (UnsafePointer<UInt32>, UnsafePointer<Double>, Int) -> Double
  ) -> Bool {
    let count = words.lists[0].count
    let memory = ListMemory(listCount: 2 * count, longestBlock: 256, addsUp: true)
    return unsafe words.open(Array(0..<count), memory) { fields, lists in
      var walk = unsafe quern_walk(
        memory, wanted: wanted, documentCount: fields[0].document_count)
      unsafe walk.capacity = UInt32(capacity)
      unsafe walk.range_count = UInt32(rangeCount)
      unsafe quern_start_field_walk(lists, UInt32(count), &walk)
      var threshold = -Double.infinity
      while true {
        let found = unsafe quern_walk_field_range(fields, lists, UInt32(count), threshold, &walk)
        if found <= 0 { return found == 0 }
        threshold = unsafe body(walk.documents, walk.sums, Int(found))
      }
    }
  }

  private static func documents(
    _ words: FieldWords
  ) -> [(document: UInt32, score: Double)] {
    let found = Set(words.lists.flatMap { $0.flatMap(\.keys) }).sorted()
    let all = words.lists[0].indices
    return found.map { document in (document, all.reduce(0) { $0 + words.score(document, $1) }) }
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `the best documents are those of all`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = Self.words(&random)
    let documents = Self.documents(words)
    for wanted in [[1, 20, 10_000], [3, 150]][Int(seed % 2)] {
      var (top, best) = (TopDocuments(capacity: wanted), TopDocuments(capacity: wanted))
      for (document, score) in documents {
        best.offer(
          ScoredDocument(
            score: Float(score), segment: 0, document: DocumentID(rawValue: document)))
      }
      let capacity = [512, 700, 4_096].randomElement(using: &random) ?? 512
      let rangeCount = [1, 100, 1_024].randomElement(using: &random) ?? 1
      let isSound = unsafe Self.walk(
        words, wanted: wanted, capacity: capacity, rangeCount: rangeCount
      ) {
        unsafe top.offer($0, $1, count: $2, segment: 0)
        return Double(top.threshold)
      }
      let place = Comment("seed \(seed), \(wanted) of \(capacity), \(rangeCount)")
      #expect(isSound && top.sorted() == best.sorted(), place)
    }
  }

  @Test func `what is not wanted is not found`() {
    var (found, all) = (0, 0)
    for seed in 0..<40 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let words = Self.words(&random)
      all += Self.documents(words).count
      // No threshold comes from outside.
      _ = unsafe Self.walk(words, wanted: 1, capacity: 4_096, rangeCount: 100) { _, _, count in
        found += count
        return -.infinity
      }
    }
    #expect(found < all / 2, "\(found) of \(all)")
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `of damaged bytes come documents of the segment, or none`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var words = Self.words(&random)
    for field in words.fields.indices where !words.fields[field].postings.isEmpty {
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = Int.random(in: 0..<words.fields[field].postings.count, using: &random)
        words.fields[field].postings[place] = UInt8.random(in: 0...255, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        words.fields[field].postings.removeLast(
          Int.random(in: 0..<words.fields[field].postings.count, using: &random))
      }
    }
    var last: UInt32?
    let wanted = Bool.random(using: &random) ? 10 : 10_000
    _ = unsafe Self.walk(words, wanted: wanted, capacity: 512, rangeCount: 100) {
      documents, _, count in
      for place in 0..<count {
        let document = unsafe documents[place]
        #expect(document < words.fields[0].documentCount, "seed \(seed)")
        if let last { #expect(document > last, "seed \(seed)") }
        last = document
      }
      return -.infinity
    }
  }
}
