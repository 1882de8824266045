public import QuernModel

/// Which analyzer suits a document.
///
/// The language that the document names decides, else the guess of a ``LanguageDetector``. Where
/// neither leads to an analyzer, it is ``fallback``.
public struct AnalyzerChoice: Sendable {
  /// The version of the choice; it rises when the same document gets another analyzer.
  static let version: UInt32 = 2

  /// The name of the analyzer that suits every language.
  public static let fallback = "standard"

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
  /// The fields `lang` or `language` name the document's language. Else `text` is looked at, and
  /// where there is none, the other indexed fields in their order.
  ///
  /// - Complexity: O(1); see ``LanguageDetector/guess(_:)``.
  public func analyzerName(of document: Document) -> String {
    let language = document[.language] ?? document[FieldName("language")]
    return analyzerName(language: language, text: sample(of: document))
  }

  /// The name of the analyzer for a text.
  ///
  /// - Parameters:
  ///   - language: what the document says of its language: a tag such as `de` or `pt-BR`, or an
  ///     English name. A language without an analyzer of its own gives ``fallback``.
  ///   - text: the beginning of the document, or all of it.
  /// - Complexity: O(1); see ``LanguageDetector/guess(_:)``.
  public func analyzerName(language: String?, text: String) -> String {
    if let language, language.contains(where: \.isLetter) {
      return LanguageAnalyzer.name(of: language) ?? Self.fallback
    }
    guard case .recognized(let guess) = reason(text: text) else { return Self.fallback }
    return LanguageAnalyzer.name(of: guess.language) ?? Self.fallback
  }

  /// Why a text that does not name its language gets its analyzer.
  ///
  /// - Complexity: O(1); see ``LanguageDetector/guess(_:)``.
  public func reason(text: String) -> ChoiceReason {
    guard let guess = detector.guess(text) else { return .noLanguage }
    guard guess.confidence >= Self.leastConfidence else { return .unsure(guess) }
    return LanguageAnalyzer.name(of: guess.language) == nil
      ? .noStemmer(guess) : .recognized(guess)
  }

  private func sample(of document: Document) -> String {
    if let text = document.values(of: .text).first(where: { !$0.isEmpty }) { return text }
    var sample = ""
    for field in document.fields where field.isIndexed {
      for value in field.values where sample.utf8.count < LanguageDetector.sampleByteCount {
        sample += value + "\n"
      }
    }
    return sample
  }
}
