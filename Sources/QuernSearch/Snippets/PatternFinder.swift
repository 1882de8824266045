/// Says which words of a text a pattern stands for.
struct PatternFinder {
  /// What an attempt costs beside the bytes that are read.
  private static let attemptCost = 4

  /// What it costs to make a state of an automaton.
  private static let stateCost = 16

  private let pattern: TermPattern

  /// Made for the first word; `nil` for a pattern that is too large, too.
  private var automaton: LazyAutomaton?
  private var isMade = false

  /// The state before the first byte, while the automaton's generation is that of it.
  private var start: (state: Int32, generation: Int)?

  init(_ pattern: TermPattern) { self.pattern = pattern }

  mutating func matches(_ term: [UInt8], _ budget: inout MatchBudget) -> Bool {
    if !isMade { make(&budget) }
    guard let before = automaton?.work else { return false }
    let isMatch = accepts(term)
    budget.spend(Self.attemptCost + (automaton?.work ?? before) - before)
    return isMatch
  }

  private mutating func make(_ budget: inout MatchBudget) {
    isMade = true
    let made = try? ByteAutomaton(pattern.forms)
    budget.spend(Self.stateCost * (made?.states.count ?? TermPattern.maximumStateCount))
    automaton = made.map(LazyAutomaton.init)
  }

  /// As ``LazyAutomaton/accepts(_:)``, which looks the first state up for every word.
  private mutating func accepts(_ term: [UInt8]) -> Bool {
    for _ in 0..<2 {
      guard let (first, generation) = current() else { return false }
      var state = first
      for byte in term where state != LazyAutomaton.dead && automaton?.generation == generation {
        state = automaton?.step(state, byte) ?? LazyAutomaton.dead
      }
      guard automaton?.generation == generation else { continue }
      return state != LazyAutomaton.dead && automaton?.acceptance(state) != nil
    }
    return false
  }

  private mutating func current() -> (state: Int32, generation: Int)? {
    if let start, start.generation == automaton?.generation { return start }
    guard let state = automaton?.start(), let generation = automaton?.generation else { return nil }
    start = (state, generation)
    return start
  }
}
