import Synchronization

/// The language that a query is written in, guessed once and only where somebody asks.
final class QueryLanguage: Sendable {
  private let text: String
  private let guess = Mutex<String??>(nil)

  init(_ text: String) { self.text = text }

  /// The code of the language; `nil` where there is much doubt.
  var code: String? {
    guess.withLock { guess in
      if let guess { return guess }
      let code = Self.clearLanguage(of: text)
      guess = .some(code)
      return code
    }
  }

  private static func clearLanguage(of text: String) -> String? {
    guard let guess = LanguageDetector().guess(text),
      guess.confidence >= AnalyzerChoice.leastConfidence
    else { return nil }
    return guess.language
  }
}
