import QuernModel
import QuernTestSupport
import Testing

struct TokenBatchTests {
  @Test func `values of a field are a gap apart, fields count from zero`() {
    var batch = TokenBatch()
    batch.beginField(.title)
    batch.append(term: 0)
    batch.endValue()
    batch.append(term: 1)
    batch.beginField(.text)
    batch.append(term: nil)
    batch.append(term: 0)
    #expect(batch.terms == [0, 1, 0])
    #expect(batch.positions == [0, 1 + TokenBatch.valueGap, 1])
    #expect(batch.fields.map(\.field) == [.title, .text])
    #expect(batch.fields.map(\.tokens) == [0..<2, 2..<3])
  }

  @Test func `new terms cross once as bytes`() {
    var batch = TokenBatch()
    batch.announce(newTerm: Array("ab".utf8))
    batch.announce(newTerm: Array("c".utf8))
    #expect(batch.newTermBytes == Array("abc".utf8))
    #expect(batch.newTermEnds == [2, 3])
    batch.removeAll()
    #expect(batch.newTermEnds.isEmpty && batch.terms.isEmpty && batch.fields.isEmpty)
  }

  @Test(arguments: [0, 7, 1_000])
  func `each word takes a position, those without a term no more`(wordsWithoutTerm: Int) {
    var numbers = (0..<5_000).map { UInt32($0 * 7 % 100) }
    for place in 0..<wordsWithoutTerm { numbers[place * 5] = TokenBatch.noTerm }
    var batch = TokenBatch()
    var terms: [UInt32] = []
    var positions: [UInt32] = []
    for field in [FieldName.title, .text] {
      batch.beginField(field)
      var position: UInt32 = 0
      for run in [0..<3, 3..<3, 3..<4_999, 4_999..<5_000] {
        batch.append(wordCount: run.count) { room in
          for number in numbers[run] { room.append(number) }
          return wordsWithoutTerm > 0
        }
        batch.endValue()
        for number in numbers[run] {
          if number != TokenBatch.noTerm {
            terms.append(number)
            positions.append(position)
          }
          position += 1
        }
        position += TokenBatch.valueGap
      }
      #expect(batch.fields.last?.nextPosition == position)
    }
    #expect(batch.terms == terms)
    #expect(batch.positions == positions)
    let count = terms.count / 2
    #expect(batch.fields.map(\.tokens) == [0..<count, count..<2 * count])
  }

  @Test func `new terms end where their bytes do, wherever those stood`() {
    var batch = TokenBatch()
    batch.announce(newTerm: Array("xy".utf8))
    let bytes = Array("xxxabcdef".utf8)
    let ends = [5, 9]
    batch.announce(newTerms: bytes.span.extracting(3..<9), at: 3, ends: ends.span)
    #expect(batch.newTermBytes == Array("xyabcdef".utf8))
    #expect(batch.newTermEnds == [2, 4, 8])
  }
}
