import CKernels
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

struct TopDocumentsTests {
  @Test(arguments: [0, 1, 2, 3, 10, 100, 256, 257, 400, 10_000_000])
  func `the best documents of a stream are the head of the sorted stream`(capacity: Int) {
    var random = SeededGenerator(seed: UInt64(capacity))
    for count in [0, 1, 2, 5, 60, 300, 2_000] {
      // Few distinct scores, so that ties are common.
      let documents = (0..<count).map { number in
        ScoredDocument(
          score: Float(Int.random(in: 0..<8, using: &random)), segment: number / 50,
          document: DocumentID(rawValue: UInt32(number % 50)))
      }
      var top = TopDocuments(capacity: capacity)
      for document in documents.shuffled(using: &random) { top.offer(document) }
      let expected = documents.sorted { $0.precedes($1) }.prefix(capacity)
      #expect(top.sorted() == Array(expected), "capacity \(capacity), count \(count)")
    }
  }

  /// What another search has left there must not matter.
  @Test func `room that is kept is as good as new`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let capacity = [0, 1, 10, 48, 256, 1_000, 3_000].randomElement(using: &random) ?? 0
      var (new, kept) = (
        TopDocuments(capacity: capacity), TopDocuments(takingKeptRoom: capacity)
      )
      let count = Int.random(in: 0...3_000, using: &random)
      var start = 0
      while start < count {
        let end = min(count, start + Int.random(in: 1...128, using: &random))
        let documents = (start..<end).map { UInt32($0) }
        let sums = documents.map { _ in Double(Int.random(in: 0..<50, using: &random)) }
        unsafe new.offer(documents, sums, count: documents.count, segment: 0)
        unsafe kept.offer(documents, sums, count: documents.count, segment: 0)
        start = end
      }
      #expect(new.sorted() == kept.sorted(), "seed \(seed), round \(round)")
      kept.giveRoomBack()
    }
  }

  @Test func `large room is not kept`() {
    let large = [quern_key](repeating: quern_key(), count: 4_097)
    for _ in 0..<20 { KeptKeys.keep(large) }
    for _ in 0..<20 { #expect(KeptKeys.take().count <= 4_096) }
  }

  @Test(arguments: [0, 1, 3, 10, 256, 257, 400, 1_000])
  func `documents offered together are kept like those one by one`(capacity: Int) {
    var random = SeededGenerator(seed: UInt64(capacity))
    for count in [0, 1, 5, 300, 5_000] {
      var (single, together) = (TopDocuments(capacity: capacity), TopDocuments(capacity: capacity))
      var start = 0
      while start < count {
        let end = min(
          count, (start / 2_500 + 1) * 2_500, start + Int.random(in: 1...128, using: &random))
        let documents = (start..<end).map { UInt32($0 % 2_500) }
        let sums = documents.map { _ in Double(Int.random(in: 0..<50, using: &random)) }
        for (document, sum) in zip(documents, sums) {
          single.offer(
            ScoredDocument(
              score: Float(sum), segment: start / 2_500, document: DocumentID(rawValue: document)))
        }
        unsafe together.offer(documents, sums, count: documents.count, segment: start / 2_500)
        #expect(single.hasRoom == together.hasRoom)
        start = end
      }
      #expect(single.sorted() == together.sorted(), "capacity \(capacity), count \(count)")
    }
  }

  @Test(arguments: [1, 2, 40, 47, 48, 49, 130, 700, 2_000])
  func `documents of one segment are sorted, whatever their scores have in common`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let scores: [() -> Float] = [
      { 3 }, { Float.random(in: 2...20, using: &random) },
      { Float(Int.random(in: 0..<20, using: &random)) },
      // Most are near each other, and one is far away.
      {
        Int.random(in: 0..<count, using: &random) == 0
          ? 1e6 : Float.random(in: 1...1.0001, using: &random)
      },
      { Float.random(in: -1...1, using: &random) },
    ]
    for (number, score) in scores.enumerated() {
      let documents = (0..<count).map {
        ScoredDocument(score: score(), segment: 3, document: DocumentID(rawValue: UInt32($0 * 7)))
      }
      for documents in [documents, documents.shuffled(using: &random)] {
        var top = TopDocuments(capacity: count)
        for document in documents { top.offer(document) }
        let expected = documents.sorted { $0.precedes($1) }
        #expect(top.sorted() == expected, "scores \(number), count \(count)")
      }
    }
  }

  @Test func `the threshold is the last score once the list is full`() {
    var top = TopDocuments(capacity: 2)
    #expect(top.threshold == -.infinity)
    top.offer(ScoredDocument(score: 3, segment: 0, document: DocumentID(rawValue: 0)))
    #expect(top.threshold == -.infinity && top.hasRoom)
    top.offer(ScoredDocument(score: 1, segment: 0, document: DocumentID(rawValue: 1)))
    #expect(top.threshold == 1 && !top.hasRoom)
    top.offer(ScoredDocument(score: 2, segment: 0, document: DocumentID(rawValue: 2)))
    #expect(top.threshold == 2)
  }

  @Test func `an empty list wants nothing`() {
    #expect(TopDocuments(capacity: 0).threshold == .infinity)
  }
}
