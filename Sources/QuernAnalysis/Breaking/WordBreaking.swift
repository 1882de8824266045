/// How a text is cut into words.
public enum WordBreaking: Sendable, Hashable {
  /// At the word boundaries of UAX #29 as ICU draws them, with dictionaries for Chinese, Japanese,
  /// Thai, Lao, Khmer and Burmese; only what ICU calls a word or a number is one.
  case unicode

  /// Chinese, Japanese and Korean into overlapping pairs of characters, without a dictionary; all
  /// else as ``unicode`` does.
  case bigrams

  /// At ASCII white space: blank, tab, line feed, vertical tab, form feed, carriage return.
  case whiteSpace

  /// Makes sure that what a breaker of this kind opens later, at the first text that needs it, can
  /// be opened.
  ///
  /// Costs a tenth of a millisecond once and nothing again.
  ///
  /// - Throws: ``AnalysisError/icu(call:code:)`` where ICU has no word rules.
  func check() throws(AnalysisError) {
    switch self {
    case .unicode, .bigrams: try ICUWords.check()
    case .whiteSpace: break
    }
  }

  /// A word breaker of this kind.
  func makeBreaker() -> any WordBreaker {
    switch self {
    case .unicode: UnicodeWordBreaker()
    case .bigrams: BigramBreaker(inner: UnicodeWordBreaker())
    case .whiteSpace: WhiteSpaceBreaker()
    }
  }
}
