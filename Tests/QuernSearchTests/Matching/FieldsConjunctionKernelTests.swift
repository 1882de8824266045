import CKernels
import QuernCodec
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernel that walks the lists that words have in two fields gives what sets and a loop give, to the last
/// bit.
struct FieldsConjunctionKernelTests {
  private static func documents(_ memory: ListMemory, _ count: Int) -> [UInt32] {
    (0..<count).map { unsafe memory.candidates[$0] }
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `all matches are found with their scores`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = FieldWords(wordCount: Int.random(in: 2...4, using: &random), &random)
    let expected = words.matches
    var (documents, counted): ([UInt32], [UInt32]) = ([], [])
    var scores: [Double] = []
    let isSound = words.walk { found, count in
      documents += Self.documents(found, count)
      for place in 0..<count { scores.append(unsafe found.sums[place]) }
      return -.infinity
    }
    #expect(isSound && documents == expected.map(\.document), "seed \(seed)")
    #expect(scores == expected.map(\.score), "seed \(seed)")
    let isCounted = words.walk(scoring: false) { found, count in
      counted += Self.documents(found, count)
      return .infinity
    }
    #expect(isCounted && counted == documents, "seed \(seed)")
  }

  @Test func `no document is passed over that belongs to the best`() {
    var passedOver = 0
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: 1_000 + seed)
      let words = FieldWords(wordCount: Int.random(in: 2...4, using: &random), &random)
      let wanted = [1, 3, 20].randomElement(using: &random) ?? 1
      var (top, best) = (TopDocuments(capacity: wanted), TopDocuments(capacity: wanted))
      let matches = words.matches
      for (document, score) in matches {
        best.offer(
          ScoredDocument(
            score: Float(score), segment: 0, document: DocumentID(rawValue: document)))
      }
      var found = 0
      let isSound = words.walk { memory, count in
        found += count
        unsafe top.offer(memory.candidates, memory.sums, count: count, segment: 0)
        return Double(top.threshold)
      }
      #expect(isSound && top.sorted() == best.sorted(), "seed \(1_000 + seed)")
      passedOver += matches.count - found
    }
    #expect(passedOver > 1_000, "what cannot enter is found all the same")
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `of damaged bytes come documents of the segment, or none`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var words = FieldWords(wordCount: Int.random(in: 2...4, using: &random), &random)
    for field in words.fields.indices where !words.fields[field].postings.isEmpty {
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = Int.random(in: 0..<words.fields[field].postings.count, using: &random)
        words.fields[field].postings[place] = UInt8.random(in: 0...255, using: &random)
      }
    }
    var last: UInt32?
    _ = words.walk { memory, count in
      for document in Self.documents(memory, count) {
        #expect(document < words.fields[0].documentCount, "seed \(seed)")
        if let last { #expect(document > last, "seed \(seed)") }
        last = document
      }
      return -.infinity
    }
  }
}

extension FieldWords {
  /// The documents that have all words in a field or the other, with their scores; ascending.
  fileprivate var matches: [(document: UInt32, score: Double)] {
    let words = lists[0].indices
    return (0..<fields[0].documentCount)
      .filter { document in
        words.allSatisfy { lists[0][$0][document] != nil || lists[1][$0][document] != nil }
      }
      .map { document in (document, words.reduce(0) { $0 + score(document, $1) }) }
  }

  /// Calls a function with each range's matches that the kernel finds, which gives the next threshold.
  ///
  /// - Returns: whether the kernel found the bytes sound.
  fileprivate func walk(scoring: Bool = true, _ body: (ListMemory, Int) -> Double) -> Bool {
    let order = lists[0].indices.sorted { frequency($0) < frequency($1) }
    let memory = ListMemory(listCount: 2 * order.count, longestBlock: 256, addsUp: false)
    return unsafe open(order, memory) { fields, opened in
      var matches = unsafe quern_field_matches(
        documents: memory.candidates, sums: memory.sums, next: 0)
      var threshold = -Double.infinity
      while true {
        let count = unsafe quern_next_field_matches(
          fields, opened, UInt32(order.count), threshold, scoring ? 1 : 0, &matches)
        if count <= 0 { return count == 0 }
        threshold = body(memory, Int(count))
      }
    }
  }
}
