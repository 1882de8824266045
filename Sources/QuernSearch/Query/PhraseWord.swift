/// One word of a phrase and its place in it.
package struct PhraseWord: Sendable, Hashable {
  package var term: [UInt8]

  /// The distance in positions from the first word of the phrase.
  package var offset: UInt32

  package init(_ term: [UInt8], offset: UInt32) {
    self.term = term
    self.offset = offset
  }
}
