import QuernCodec

// A list that was walked for the best documents is walked again to count all.
extension TermList {
  /// Whether it can be walked again: the positions of a phrase go forward only.
  var canRestart: Bool { matcher == nil }

  /// Moves back to the first block, without unpacking it.
  mutating func restart() {
    precondition(canRestart)
    walker.place = firstPlace
    moveScout(to: firstPlace)
    cutoff = -.infinity
    enterBlock()
    guard let parts else { return }
    nextDocument = 0
    isTight = false
    blockEnd = Self.end
    for index in parts.indices {
      parts[index].restart()
      blockEnd = min(blockEnd, parts[index].blockEnd)
    }
  }
}
