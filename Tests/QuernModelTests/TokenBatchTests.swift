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
}
