/// The function words of a language: what stands in nearly every text and says little about any.
///
/// Articles, pronouns, prepositions, conjunctions, particles and auxiliary verbs. A word that is
/// also a noun, or becomes one when accents are folded, is left out where the noun matters.
///
/// Meant for queries: an index keeps all words, so that phrases find what they say. A list is made
/// of what the analyzer `standard` makes of the words: in lower case, without accents. Ask it for
/// the word as it was written, folded, and not for its stem.
public struct StopList: Sendable {
  /// The codes of ISO 639-1 of the languages that have a list, in alphabetical order.
  ///
  /// All that have a ``Stemming``, Tamil apart: its function words are mostly endings.
  public static let languages = lists.keys.sorted()

  /// The code of ISO 639-1.
  public let language: String

  /// The words, none twice.
  public let words: Set<String>

  private static let lists = [germanic, romance, slavic, european, asian].reduce(into: [:]) {
    $0.merge($1) { first, _ in first }
  }

  /// The words of each list, with blanks between them.
  static var allTexts: some Sequence<String> { lists.values }

  /// Finds the list of a language.
  ///
  /// - Parameter language: what ``Stemming/init(language:)`` takes, best a code of ISO 639-1.
  /// - Complexity: linear in the list of at most 450 words: keep the value.
  public init?(language: String) {
    guard let stemming = Stemming(language: language) else { return nil }
    self.init(stemming)
  }

  /// Finds the list of a stemmer's language.
  public init?(_ stemming: Stemming) {
    language = stemming.languageCode
    guard let list = Self.lists[language] else { return nil }
    words = Set(list.split(separator: " ").map { String($0) })
  }

  /// Whether a word is in the list.
  ///
  /// - Parameter word: what `standard` makes of a word.
  /// - Complexity: O(1).
  public func contains(_ word: String) -> Bool { words.contains(word) }
}
