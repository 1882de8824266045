import QuernModel
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
  func `words appended at once are those appended one by one`(wordsWithoutTerm: Int) {
    var numbers = (0..<5_000).map { UInt32($0 * 7 % 100) }
    for place in 0..<wordsWithoutTerm { numbers[place * 5] = TokenBatch.noTerm }
    var oneByOne = TokenBatch()
    var atOnce = TokenBatch()
    for field in [FieldName.title, .text] {
      oneByOne.beginField(field)
      atOnce.beginField(field)
      for run in [0..<3, 3..<3, 3..<4_999, 4_999..<5_000] {
        for number in numbers[run] {
          oneByOne.append(term: number == TokenBatch.noTerm ? nil : number)
        }
        atOnce.append(wordCount: run.count) { room in
          for number in numbers[run] { room.append(number) }
          return wordsWithoutTerm > 0
        }
        oneByOne.endValue()
        atOnce.endValue()
      }
    }
    #expect(atOnce.terms == oneByOne.terms)
    #expect(atOnce.positions == oneByOne.positions)
    #expect(atOnce.fields.map(\.tokens) == oneByOne.fields.map(\.tokens))
    #expect(atOnce.fields.map(\.nextPosition) == oneByOne.fields.map(\.nextPosition))
  }

  @Test func `new terms announced at once are those announced one by one`() {
    var oneByOne = TokenBatch()
    var atOnce = TokenBatch()
    let bytes = Array("xxxabcdef".utf8)
    for batch in [3..<5, 5..<9] { oneByOne.announce(newTerm: bytes[batch]) }
    let ends = [5, 9]
    atOnce.announce(newTerms: bytes.span.extracting(3..<9), at: 3, ends: ends.span)
    #expect(atOnce.newTermBytes == oneByOne.newTermBytes)
    #expect(atOnce.newTermEnds == oneByOne.newTermEnds)
  }
}
