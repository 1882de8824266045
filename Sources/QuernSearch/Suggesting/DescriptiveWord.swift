/// A word that tells a document from others.
public struct DescriptiveWord: Sendable, Hashable {
  /// As the document writes it most often.
  public var word: String

  /// What it counts beside the others; the first one counts 1.
  public var weight: Float

  /// Makes a value of its parts.
  public init(word: String, weight: Float) {
    self.word = word
    self.weight = weight
  }
}
