/// Which analyzer suits a document.
///
/// The language that the document names decides, else the guess of a ``LanguageDetector``. Where
/// neither leads to a stemmer, it is `standard`: that suits every language.
public struct AnalyzerChoice: Sendable {
  /// The confidence from which a guess is followed.
  ///
  /// A wrong stemmer does more harm than none: a name in a foreign script of four words must not
  /// choose one.
  public static let leastConfidence = 0.1

  private let detector = LanguageDetector()

  /// Makes a choice; all are alike.
  public init() {}

  /// The name of the analyzer for a document.
  ///
  /// - Parameters:
  ///   - language: what the document says of its language: a tag such as `de` or `pt-BR`, or an
  ///     English name. A language without a stemmer gives `standard`.
  ///   - text: the beginning of the document, or all of it.
  /// - Complexity: O(1); see ``LanguageDetector/guess(_:)``.
  public func analyzerName(language: String?, text: String) -> String {
    if let language, language.contains(where: \.isLetter) {
      return Stemming(language: language)?.rawValue ?? "standard"
    }
    guard let guess = detector.guess(text), guess.confidence >= Self.leastConfidence else {
      return "standard"
    }
    return Stemming(language: guess.language)?.rawValue ?? "standard"
  }
}
