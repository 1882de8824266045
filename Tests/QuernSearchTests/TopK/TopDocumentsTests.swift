import QuernModel
import QuernSearch
import Testing
import QuernTestSupport

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
