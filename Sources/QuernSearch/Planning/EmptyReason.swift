/// Why a query finds nothing, before anything is looked at but the dictionary.
package enum EmptyReason: Sendable, Hashable {
  /// The text has no word.
  case noWords

  /// The text only says what is not wanted.
  case onlyExclusions

  /// A clause that every hit must match has a word that is nowhere; `range` is its place in the
  /// query's UTF-8.
  case requiredWordMissing(range: Range<Int>)

  /// None of the words is in the searched fields.
  case allWordsMissing
}
