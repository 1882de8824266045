/// Says which words of a text a pattern stands for.
struct PatternFinder {
  /// So much may be spent on the words of one text.
  private static let maximumWork = 20_000_000

  private var automaton: LazyAutomaton

  /// - Returns: `nil` for a pattern that is too large.
  init?(_ pattern: TermPattern) {
    guard let automaton = try? ByteAutomaton(pattern.forms) else { return nil }
    self.automaton = LazyAutomaton(automaton)
  }

  mutating func matches(_ term: [UInt8]) -> Bool {
    guard automaton.work < Self.maximumWork else { return false }
    return automaton.accepts(term) != nil
  }
}
