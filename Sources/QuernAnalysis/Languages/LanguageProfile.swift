/// What gives a language away among those of its script.
struct LanguageProfile {
  /// The code of ISO 639-1.
  let language: String

  /// Its most frequent function words, as they are written, in lower case.
  let functionWords: [String]

  /// Letters that it has and most of its neighbours lack, in lower case.
  let letters: Set<Unicode.Scalar>

  init(_ language: String, letters: String = "", _ functionWords: String) {
    self.language = language
    self.letters = Set(letters.unicodeScalars)
    self.functionWords = functionWords.split(separator: " ").map { String($0) }
  }
}
