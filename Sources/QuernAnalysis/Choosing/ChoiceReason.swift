/// Why a text got its analyzer.
public enum ChoiceReason: Sendable, Hashable {
  /// The text seems to be in a language that has a stemmer.
  case recognized(LanguageGuess)

  /// The text seems to be in a language that has none.
  case noStemmer(LanguageGuess)

  /// The guess is less sure than ``AnalyzerChoice/leastConfidence``.
  case unsure(LanguageGuess)

  /// Nothing in the text speaks for a language.
  case noLanguage
}
