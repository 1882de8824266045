/// The language that a text seems to be written in.
public struct LanguageGuess: Sendable, Hashable {
  /// The code of ISO 639-1, such as `de`.
  public let language: String

  /// How sure the guess is, 0 … 1: by how much of its evidence it beats the next language.
  ///
  /// A script that one language alone uses gives 1.
  public let confidence: Double
}
