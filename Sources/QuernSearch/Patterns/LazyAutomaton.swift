import QuernCodec

/// A deterministic automaton that is made of a nondeterministic one while it is used.
///
/// The way of RE2: states are made when a word first comes to them and kept in a cache, which is
/// emptied when it is full. So time is linear in the words, and memory bounded.
///
/// Belongs to one task.
struct LazyAutomaton {
  /// No word that comes here can match.
  static let dead = DictionaryMatcher.deadState

  private static let unknown = DictionaryMatcher.unknownState

  /// 4,096: a table of 4 MB; the words of a dictionary walk mostly in some dozens.
  private static let maximumStateCount = 4_096

  /// Rises when the cache was emptied, and no state that was handed out means anything.
  private(set) var generation = 0

  /// How much has been done: one for each byte read, more for each new state.
  private(set) var work = 0

  private let automaton: ByteAutomaton
  private var numbers: [[Int32]: Int32] = [:]
  private var sets: [[Int32]] = []

  /// For each state 256: the state after each byte, ``dead``, or one that is not known yet.
  private(set) var targets: [Int32] = []

  /// What a word is worth that ends in each state, in edits; −1 where none does.
  private(set) var acceptances: [Int8] = []
  private let startSet: [Int32]

  // Kept for their memory.
  private var marks: [Int32]
  private var mark: Int32 = 0

  init(_ automaton: ByteAutomaton) {
    self.automaton = automaton
    marks = [Int32](repeating: 0, count: automaton.states.count)
    var start: [Int32] = []
    mark = 1
    var work = 0
    for state in automaton.starts {
      Self.close(state, automaton, &marks, mark, &start, &work)
    }
    startSet = start.sorted()
  }

  /// The state before the first byte.
  mutating func start() -> Int32 { number(of: startSet) }

  /// What a word that ends in a state is worth, in edits; `nil` where it does not match.
  func acceptance(_ state: Int32) -> Int? {
    acceptances[Int(state)] < 0 ? nil : Int(acceptances[Int(state)])
  }

  /// The state after a byte, or ``dead``.
  mutating func step(_ state: Int32, _ byte: UInt8) -> Int32 {
    work &+= 1
    let place = Int(state) << 8 | Int(byte)
    let known = targets[place]
    if known != Self.unknown { return known }
    let next = target(of: sets[Int(state)], byte)
    if next.isEmpty {
      targets[place] = Self.dead
      return Self.dead
    }
    let before = generation
    let number = number(of: next)
    if generation == before { targets[place] = number }
    return number
  }

  /// What a whole word is worth, in edits; `nil` where it does not match.
  mutating func accepts(_ word: [UInt8]) -> Int? {
    // A word has fewer bytes than the cache has states: the second try succeeds.
    for _ in 0..<2 {
      var state = start()
      let before = generation
      for byte in word where state != Self.dead && generation == before {
        state = step(state, byte)
      }
      if generation == before { return state == Self.dead ? nil : acceptance(state) }
    }
    return nil
  }

  /// The states to which a byte leads from any of some.
  private mutating func target(of set: [Int32], _ byte: UInt8) -> [Int32] {
    var next: [Int32] = []
    nextMark()
    for state in set {
      let edges = automaton.states[Int(state)].edges
      work &+= 1 + edges.count
      for edge in edges where edge.low <= byte && byte <= edge.high {
        Self.close(edge.target, automaton, &marks, mark, &next, &work)
      }
    }
    return next.sorted()
  }

  private mutating func nextMark() {
    if mark == .max {
      mark = 0
      for index in marks.indices { marks[index] = 0 }
    }
    mark += 1
  }

  /// Adds a state and all that it reaches without a byte.
  private static func close(
    _ state: Int32, _ automaton: ByteAutomaton, _ marks: inout [Int32], _ mark: Int32,
    _ set: inout [Int32], _ work: inout Int
  ) {
    var waiting = [state]
    while let state = waiting.popLast() {
      guard marks[Int(state)] != mark else { continue }
      marks[Int(state)] = mark
      work &+= 1
      let reached = automaton.states[Int(state)]
      if !reached.edges.isEmpty || reached.acceptance >= 0 { set.append(state) }
      waiting += reached.free
    }
  }

  private mutating func number(of set: [Int32]) -> Int32 {
    if let known = numbers[set] { return known }
    if sets.count == Self.maximumStateCount { empty() }
    work &+= 256
    let number = Int32(sets.count)
    numbers[set] = number
    sets.append(set)
    targets.append(contentsOf: repeatElement(Self.unknown, count: 256))
    var best: Int8 = -1
    for state in set {
      let acceptance = automaton.states[Int(state)].acceptance
      if acceptance >= 0, best < 0 || acceptance < best { best = acceptance }
    }
    acceptances.append(best)
    return number
  }

  private mutating func empty() {
    generation += 1
    numbers.removeAll(keepingCapacity: true)
    sets.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
    acceptances.removeAll(keepingCapacity: true)
  }
}
