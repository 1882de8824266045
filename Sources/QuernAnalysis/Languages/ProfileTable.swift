/// The profiles of one script, turned around: from a word or a letter to the languages it speaks for.
struct ProfileTable {
  /// The languages; a set of them is a bit field of their places here.
  let languages: [String]

  /// Open addressing by the low bits of a word's hash; a free slot has no languages.
  private var words: [(hash: UInt64, languages: UInt64)]
  private var letters: [UInt64]
  /// The letter that `letters` begins with.
  private let firstLetter: UInt32

  /// - Precondition: at most 64 profiles.
  init(_ profiles: [LanguageProfile]) {
    precondition(profiles.count <= 64, "a set of languages is one word of bits")
    languages = profiles.map(\.language)
    let wordCount = profiles.reduce(0) { $0 + $1.functionWords.count }
    var slotCount = 64
    while slotCount < 4 * wordCount { slotCount *= 2 }
    words = Array(repeating: (0, 0), count: slotCount)
    let values = profiles.flatMap { $0.letters.map(\.value) }
    firstLetter = values.min() ?? 0
    letters = Array(repeating: 0, count: Int((values.max() ?? 0) - firstLetter) + 1)
    for (place, profile) in profiles.enumerated() {
      let bit = UInt64(1) << UInt64(place)
      for word in profile.functionWords {
        var hash = WordHash()
        for scalar in word.unicodeScalars { hash.add(scalar.value) }
        let slot = slot(of: hash)
        words[slot] = (hash.value, words[slot].languages | bit)
      }
      for letter in profile.letters { letters[Int(letter.value - firstLetter)] |= bit }
    }
  }

  /// The languages that have this function word.
  func languages(ofWord hash: WordHash) -> UInt64 { words[slot(of: hash)].languages }

  /// The languages that this letter is typical of.
  func languages(ofLetter value: UInt32) -> UInt64 {
    guard value >= firstLetter else { return 0 }
    let index = Int(value - firstLetter)
    return index < letters.count ? letters[index] : 0
  }

  /// Where a word is, or where it would be.
  private func slot(of hash: WordHash) -> Int {
    var slot = Int(truncatingIfNeeded: hash.value) & (words.count - 1)
    while words[slot].languages != 0 && words[slot].hash != hash.value {
      slot = (slot + 1) & (words.count - 1)
    }
    return slot
  }

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
