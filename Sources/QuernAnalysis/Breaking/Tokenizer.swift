/// The rules by which this program cuts words.
enum Tokenizer {
  /// The version of ``WordRules`` and of the table of word classes; a commit records it.
  ///
  /// Rises when the same text gives other words, for instance because the table was renewed; then
  /// indexes of the older version have to be written anew. Dictionaries are ICU's and change with
  /// ICU's version, which a commit records as well.
  static let version: UInt32 = 1
}
