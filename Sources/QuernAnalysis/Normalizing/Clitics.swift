/// Small words that a language fastens to a word by an apostrophe.
///
/// Word breaking leaves them on the word: `dell'arte` is one word. Nobody looks for it by its
/// article.
public enum Clitics: Sendable, Hashable {
  /// Catalan articles, pronouns and prepositions before the word: `l'aigua`.
  case catalan

  /// French articles, pronouns, prepositions and conjunctions before the word: `qu'elle`.
  case french

  /// Italian articles, prepositions and pronouns before the word: `dell'arte`.
  case italian

  /// All that follows the first apostrophe: Turkish endings of a name, `Türkiye'nin`.
  case turkish

  /// What stands before an apostrophe and is dropped with it.
  private var leading: Set<String> {
    switch self {
    case .catalan: Self.catalanWords
    case .french: Self.frenchWords
    case .italian: Self.italianWords
    case .turkish: []
    }
  }

  private static let catalanWords: Set<String> = ["d", "l", "m", "n", "s", "t"]

  private static let frenchWords: Set<String> = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
  ]

  private static let italianWords: Set<String> = [
    "c", "d", "l", "m", "n", "s", "t", "v", "un", "gl", "all", "agl", "coll", "dall", "dagl",
    "dell", "degl", "nell", "negl", "pell", "sull", "sugl", "quell", "quest", "bell",
  ]

  /// Drops them from a word; what would be left empty stays whole.
  ///
  /// - Parameter word: case-folded; its apostrophes are `'`.
  /// - Complexity: O(*n*).
  func drop(from word: inout [UInt8]) {
    guard let apostrophe = word.firstIndex(of: UInt8(ascii: "'")) else { return }
    if self == .turkish {
      if apostrophe > 0 { word.removeSubrange(apostrophe...) }
      return
    }
    guard apostrophe <= 6, apostrophe + 1 < word.count else { return }
    if leading.contains(String(decoding: word[..<apostrophe], as: UTF8.self)) {
      word.removeSubrange(...apostrophe)
    }
  }
}
