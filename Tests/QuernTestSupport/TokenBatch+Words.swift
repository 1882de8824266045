package import QuernModel

/// Words one by one, for tests: analysis appends many at once.
extension TokenBatch {
  /// Adds a word to the current field.
  ///
  /// - Parameter term: its number, or `nil` for a word without a term, which only takes a position.
  package mutating func append(term: UInt32?) {
    append(wordCount: 1) { numbers in
      numbers.append(term ?? Self.noTerm)
      return term == nil
    }
  }

  /// Announces the bytes of a new term; its number is the next free one of the session.
  package mutating func announce(newTerm bytes: some Sequence<UInt8>) {
    let term = Array(bytes)
    let ends = [term.count]
    announce(newTerms: term.span, at: 0, ends: ends.span)
  }
}
