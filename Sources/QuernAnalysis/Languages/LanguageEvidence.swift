/// What speaks for each language of a script.
struct LanguageEvidence {
  private var scores: [Double]
  private var wordCount = 0
  /// The number of function words by language.
  private var functionWordCounts: [Int]

  init(languageCount: Int) {
    scores = Array(repeating: 0, count: languageCount)
    functionWordCounts = Array(repeating: 0, count: languageCount)
  }

  /// Counts a word, and divides its weight among the languages that have it.
  mutating func addWord(_ weight: Double, to languages: UInt64) {
    wordCount += 1
    add(weight, to: languages, isWord: true)
  }

  /// Divides a weight among languages.
  mutating func add(_ weight: Double, to languages: UInt64, isWord: Bool = false) {
    guard languages != 0 else { return }
    let share = weight / Double(languages.nonzeroBitCount)
    var rest = languages
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      scores[place] += share
      if isWord { functionWordCounts[place] += 1 }
      rest &= rest &- 1
    }
  }

  /// The language with the highest score.
  ///
  /// Its confidence is its lead over the second, less where fewer of the text's words than
  /// `fluentShare` are its function words.
  func guess(among languages: [String], fluentShare: Double) -> LanguageGuess? {
    guard let best = scores.max(), best > 0, let place = scores.firstIndex(of: best) else {
      return nil
    }
    let second = scores.indices.filter { $0 != place }.map { scores[$0] }.max() ?? 0
    let share = Double(functionWordCounts[place]) / Double(max(1, wordCount))
    let confidence = (best - second) / best * min(1, share / fluentShare)
    return LanguageGuess(language: languages[place], confidence: confidence)
  }
}
