/// One word of a phrase and its place in it.
package struct PhraseWord: Sendable, Hashable {
  /// What may stand at the place: the word's terms in the languages of the index.
  package var terms: [[UInt8]]

  /// The distance in positions from the first word of the phrase.
  package var offset: UInt32

  package init(_ terms: [[UInt8]], offset: UInt32) {
    self.terms = terms
    self.offset = offset
  }
}
