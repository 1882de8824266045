import Quern
import QuernModel
import Testing

/// Positions are numbers of 32 bits: 43 million values of a field, or a value of many words, would
/// come to more.
@Suite struct DocumentLimitTests {
  private static func document(_ valueCount: Int, isIndexed: Bool = true) -> Document {
    Document(
      key: "key",
      fields: [
        .init(.title, ["short"]),
        .init(
          FieldName("source"), Array(repeating: "four", count: valueCount), isIndexed: isIndexed),
      ])
  }

  @Test func `a field of too many values is refused`() throws {
    // Each value has a gap of 100 behind it, and 4 words at most.
    try WriteBatch.checkLimits(Self.document(10), positionCount: 1_040)
    #expect(
      throws: QuernError.document(
        key: "key",
        message: "the field source has 11 values: with 44 bytes that is too many to be searched")
    ) {
      try WriteBatch.checkLimits(Self.document(11), positionCount: 1_143)
    }
  }

  @Test func `a field that is only stored has no positions`() throws {
    try WriteBatch.checkLimits(Self.document(11, isIndexed: false), positionCount: 1_000)
  }
}
