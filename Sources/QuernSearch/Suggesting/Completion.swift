/// How a text that a user types may go on.
public struct Completion: Sendable, Hashable {
  /// The text with its last word completed.
  public var text: String

  /// The last word, as documents write it most often.
  public var word: String

  /// How many documents have the word, and match what stands before it.
  public var documentCount: Int

  /// Makes a value of its parts.
  public init(text: String, word: String, documentCount: Int) {
    self.text = text
    self.word = word
    self.documentCount = documentCount
  }
}
