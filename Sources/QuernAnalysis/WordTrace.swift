/// What becomes of one word, stage by stage.
public struct WordTrace: Sendable, Hashable {
  /// Where the word stands in the original text, in bytes of UTF-8.
  public let range: Range<Int>

  /// The word's position, counted from 0.
  public let position: Int

  /// The word as each of the analyzer's stages left it; ends early with an empty text where a stage
  /// left nothing.
  public let forms: [String]

  /// The term; `nil` where a stage left nothing.
  ///
  /// What the last stage left, cut at 1,024 bytes.
  public let term: String?
}
