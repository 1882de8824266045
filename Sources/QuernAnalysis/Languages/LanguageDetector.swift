/// Tells which language a text is written in.
///
/// First the script with most of the text, by its letters; Han and kana count more than letters of
/// an alphabet, as they say more. A script of one language is the answer: Greek, Thai, Hangul. Han
/// without kana is Chinese, with kana Japanese. In Latin, Cyrillic, Arabic, Hebrew and Devanagari
/// the function words of the languages decide, each the more the fewer languages share it, and with
/// a small weight the letters that a language has and its neighbours lack.
///
/// Looks at the first 1,024 bytes of a text and, where they do not decide, at 4,096. Knows the languages in ``languages``; a text in another one
/// is taken for the nearest with a low confidence.
public struct LanguageDetector: Sendable {
  /// How many bytes of a text are looked at, at most.
  public static let sampleByteCount = 4_096

  /// How many bytes are enough where the guess has at least ``decidedConfidence``.
  private static let firstSampleByteCount = 1_024

  private static let decidedConfidence = 0.5

  /// What one function word weighs in all its languages together.
  private static let wordWeight = 60.0

  /// The same for a letter.
  private static let letterWeight = 6.0

  /// The share of function words from which a text counts as fluent.
  private static let fluentShare = 0.15

  /// The codes of ISO 639-1 that a guess may have, in alphabetical order.
  public static let languages: [String] = {
    let single = Script.allCases.compactMap(\.onlyLanguage)
    let several = Script.allCases.compactMap { ProfileTable.of($0)?.languages }
    return Set(single + several.joined() + ["ja", "zh"]).sorted()
  }()

  /// Makes a detector.
  public init() {}

  /// The language of a text, or `nil` where nothing in it speaks for one.
  ///
  /// - Complexity: O(1): time is bounded by ``sampleByteCount``.
  public func guess(_ text: String) -> LanguageGuess? {
    let first = guess(text, lookingAt: Self.firstSampleByteCount)
    if text.utf8.count <= Self.firstSampleByteCount { return first }
    if let first, first.confidence >= Self.decidedConfidence { return first }
    return guess(text, lookingAt: Self.sampleByteCount)
  }

  private func guess(_ text: String, lookingAt byteCount: Int) -> LanguageGuess? {
    let text = text.utf8Span.span
    let sample = text.extracting(..<LanguageSample.byteCount(of: text, atMost: byteCount))
    var counts = [Int](repeating: 0, count: Script.allCases.count)
    LanguageSample.countLetters(sample, &counts)
    let (han, kana) = (counts[Script.han.rawValue], counts[Script.kana.rawValue])
    counts[Script.han.rawValue] += kana
    counts[Script.kana.rawValue] = 0
    // The first of equals, so that a text has one answer.
    guard let most = counts.max(), most > 0,
      let script = Script.allCases.first(where: { counts[$0.rawValue] == most })
    else { return nil }
    if let language = script.onlyLanguage {
      return LanguageGuess(language: language, confidence: 1)
    }
    if let table = ProfileTable.of(script) { return Self.guess(sample, script, table) }
    return LanguageGuess(language: kana * 20 > han ? "ja" : "zh", confidence: 1)
  }

  private static func guess(
    _ sample: Span<UInt8>, _ script: Script, _ table: ProfileTable
  ) -> LanguageGuess? {
    var evidence = LanguageEvidence(languageCount: table.languages.count)
    LanguageSample.forEachLetter(in: sample, of: script) { letter in
      evidence.add(letterWeight, to: table.languages(ofLetter: letter))
    } word: { hash in
      evidence.addWord(wordWeight, to: table.languages(ofWord: hash))
    }
    return evidence.guess(among: table.languages, fluentShare: fluentShare)
  }
}
