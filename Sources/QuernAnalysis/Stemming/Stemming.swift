/// The stemmers of Snowball that libstemmer 2.2 has.
///
/// The raw value is the name of the algorithm, and of the analyzer that works with it. Release 2.2
/// publishes lists of words and their stems; libstemmer gives every stem of the 27 lists that there
/// are. For Arabic and Tamil there is none to compare with.
public enum Stemming: String, Sendable, Hashable, CaseIterable {
  /// Arabic; writes alef without hamza and drops points, too.
  case arabic

  /// Armenian.
  case armenian

  /// Basque.
  case basque

  /// Catalan.
  case catalan

  /// Danish.
  case danish

  /// Dutch.
  case dutch

  /// English, known as Porter2.
  case english

  /// Finnish.
  case finnish

  /// French.
  case french

  /// German; drops the dots of umlauts, too.
  case german

  /// Modern Greek; drops accents, too.
  case greek

  /// Hindi.
  case hindi

  /// Hungarian.
  case hungarian

  /// Indonesian.
  case indonesian

  /// Irish.
  case irish

  /// Italian.
  case italian

  /// Lithuanian.
  case lithuanian

  /// Nepali.
  case nepali

  /// Norwegian, Bokmål.
  case norwegian

  /// English, Porter's stemmer of 1980, which older collections were stemmed with.
  case porter

  /// Portuguese.
  case portuguese

  /// Romanian; knows ş and ţ with cedillas only.
  case romanian

  /// Russian.
  case russian

  /// Serbian; writes Cyrillic in Latin letters, too.
  case serbian

  /// Spanish.
  case spanish

  /// Swedish.
  case swedish

  /// Tamil.
  case tamil

  /// Turkish.
  case turkish

  /// Yiddish; drops points, too.
  case yiddish

  /// A stemmer of this kind.
  ///
  /// - Throws: ``AnalysisError/stemmer(algorithm:)``.
  func makeStemmer() throws(AnalysisError) -> SnowballStemmer { try SnowballStemmer(rawValue) }
}
