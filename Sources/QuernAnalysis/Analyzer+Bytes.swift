public import QuernModel

extension Analyzer {
  /// The tokens of bytes that should be UTF-8, whatever they are.
  ///
  /// Each byte that is part of no well-formed character counts as one U+FFFD, which divides words as
  /// punctuation does; only ``WordBreaking/whiteSpace`` keeps it inside a word. Ranges are in the
  /// bytes as they were given, bad ones included: the bytes of a range, with U+FFFD for each bad one,
  /// are the word as it stands there.
  ///
  /// - Complexity: linear in the bytes. Any number of tasks may call at once.
  public func tokens(ofBytes bytes: Span<UInt8>) -> [Token] {
    let repaired = RepairedText(bytes)
    let tokens = tokens(of: repaired.text)
    guard repaired.replacedByteCount > 0 else { return tokens }
    // Two cursors: starts ascend and ends ascend, but pairs of characters overlap.
    var starts = OriginalOffsets()
    var ends = OriginalOffsets()
    return tokens.map { token in
      let start = starts.original(ofRepaired: token.range.lowerBound, in: bytes)
      let end = ends.original(ofRepaired: token.range.upperBound, in: bytes)
      return Token(term: token.term, range: start..<end, position: token.position)
    }
  }
}
