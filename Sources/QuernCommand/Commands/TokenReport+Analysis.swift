import Quern
import QuernPresentation

extension TokenReport {
  init(_ analyzed: AnalyzedText) {
    self.init(
      text: analyzed.text, analyzer: analyzed.analyzer,
      choice: analyzed.reason.map { Choice($0) }, stages: analyzed.stages,
      words: analyzed.words.map {
        Word(position: $0.position, range: $0.range, forms: $0.forms, term: $0.term)
      })
  }
}

extension TokenReport.Choice {
  fileprivate init(_ reason: ChoiceReason) {
    switch reason {
    case .recognized(let guess): self.init(guess, "the text seems to be")
    case .noStemmer(let guess): self.init(guess, "there is no stemmer for")
    case .unsure(let guess): self.init(guess, "it is not sure that the text is")
    case .noLanguage:
      self.init(language: nil, confidence: 0, reason: "nothing speaks for a language")
    }
  }

  private init(_ guess: LanguageGuess, _ reason: String) {
    self.init(
      language: guess.language, confidence: guess.confidence,
      reason: "\(reason) \(guess.language), "
        + "confidence \((guess.confidence * 100).rounded() / 100)")
  }
}
