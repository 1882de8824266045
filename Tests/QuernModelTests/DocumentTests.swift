import QuernModel
import Testing

struct DocumentTests {
  @Test func `keys are equal by bytes, not by canonical equivalence`() {
    let composed = DocumentKey("caf\u{E9}")
    let decomposed = DocumentKey("cafe\u{301}")
    #expect(composed.rawValue == decomposed.rawValue)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect((composed < decomposed) != (decomposed < composed))
  }

  @Test func `a field gives its values in order`() {
    let document = Document(key: DocumentKey("a"), fields: [.init(FieldName("tag"), ["x", "y"])])
    #expect(document.values(of: FieldName("tag")) == ["x", "y"])
    #expect(document[FieldName("tag")] == "x")
    #expect(document[.title] == nil)
  }

  @Test func `the average length of a field that nobody has is zero`() {
    #expect(FieldStatistics().averageLength == 0)
    #expect(FieldStatistics(documentCount: 2, tokenCount: 5).averageLength == 2.5)
  }
}
