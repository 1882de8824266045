/// The terms of a segment in the order of their bytes.
struct TermOrder: Sendable {
  /// The term numbers in order.
  let terms: [UInt32]

  /// The place of each term in ``terms``.
  let ranks: [UInt32]

  init(_ arena: TermArena) {
    terms = arena.sortedTerms()
    var ranks = [UInt32](repeating: 0, count: terms.count)
    for (rank, term) in terms.enumerated() { ranks[Int(term)] = UInt32(rank) }
    self.ranks = ranks
  }
}
