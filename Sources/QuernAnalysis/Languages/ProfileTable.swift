/// The profiles of one script, turned around: from a word or a letter to the languages it speaks for.
struct ProfileTable {
  /// The languages; a set of them is a bit field of their places here.
  let languages: [String]

  private let words: [UInt64: UInt64]
  private let letters: [UInt32: UInt64]

  /// - Precondition: at most 64 profiles.
  init(_ profiles: [LanguageProfile]) {
    precondition(profiles.count <= 64, "a set of languages is one word of bits")
    languages = profiles.map(\.language)
    var words: [UInt64: UInt64] = [:]
    var letters: [UInt32: UInt64] = [:]
    for (place, profile) in profiles.enumerated() {
      let bit = UInt64(1) << UInt64(place)
      for word in profile.functionWords {
        var hash = WordHash()
        for scalar in word.unicodeScalars { hash.add(scalar.value) }
        words[hash.value, default: 0] |= bit
      }
      for letter in profile.letters { letters[letter.value, default: 0] |= bit }
    }
    self.words = words
    self.letters = letters
  }

  /// The languages that have this function word.
  func languages(ofWord hash: WordHash) -> UInt64 { words[hash.value] ?? 0 }

  /// The languages that this letter is typical of.
  func languages(ofLetter value: UInt32) -> UInt64 { value < 0x80 ? 0 : letters[value] ?? 0 }

  /// The tables of all scripts that several languages are written in.
  private static let latin = ProfileTable(LanguageProfile.latin)
  private static let cyrillic = ProfileTable(LanguageProfile.cyrillic)
  private static let arabic = ProfileTable(LanguageProfile.arabic)
  private static let devanagari = ProfileTable(LanguageProfile.devanagari)
  private static let hebrew = ProfileTable(LanguageProfile.hebrew)

  /// The table of a script; `nil` where no words are needed.
  static func of(_ script: Script) -> ProfileTable? {
    switch script {
    case .latin: latin
    case .cyrillic: cyrillic
    case .arabic: arabic
    case .devanagari: devanagari
    case .hebrew: hebrew
    default: nil
    }
  }
}
