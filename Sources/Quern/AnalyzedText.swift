public import QuernAnalysis

/// A text and what each stage of an analyzer makes of its words.
public struct AnalyzedText: Sendable, Hashable {
  /// The text.
  public let text: String

  /// The name of the analyzer; the chosen one where it was `auto`.
  public let analyzer: String

  /// Why the analyzer was chosen; `nil` where it was named.
  public let reason: ChoiceReason?

  /// The names of the analyzer's stages, in their order.
  public let stages: [String]

  /// The words; ``WordTrace/forms`` follow the stages.
  public let words: [WordTrace]
}
