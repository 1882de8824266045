/// A nondeterministic automaton over bytes: Thompson, "Regular expression search algorithm" (1968).
///
/// Built from the end to the beginning: each part is made with the state that comes after it.
struct ByteAutomaton {
  struct Edge {
    var low: UInt8
    var high: UInt8
    var target: Int32
  }

  struct State {
    var edges: [Edge] = []

    /// States that are reached without a byte.
    var free: [Int32] = []

    /// What a word that ends here is worth, in edits; −1 where no word ends.
    var acceptance: Int8 = -1
  }

  /// Thrown for an automaton with more states than ``TermPattern/maximumStateCount``.
  struct TooLarge: Error {}

  private(set) var states: [State] = []
  private(set) var starts: [Int32] = []

  /// The states that read the rest of a character of several bytes and then go on to the key.
  private var characterEnds: [Int32: Int32] = [:]

  init(_ forms: [TermPattern.Form]) throws(TooLarge) {
    for form in forms {
      switch form {
      case .wildcard(let pieces):
        var next = try accept(0)
        for piece in pieces.reversed() { next = try add(piece, before: next) }
        starts.append(next)
      case .regex(let node): starts.append(try add(node, before: try accept(0)))
      case .fuzzy(let word, let edits): starts.append(try addFuzzy(word, edits))
      case .range(let range): starts.append(try addRange(range))
      }
    }
  }

  // MARK: States

  private mutating func append(_ state: State) throws(TooLarge) -> Int32 {
    guard states.count < TermPattern.maximumStateCount else { throw TooLarge() }
    states.append(state)
    return Int32(states.count - 1)
  }

  private mutating func accept(_ edits: Int8) throws(TooLarge) -> Int32 {
    try append(State(acceptance: edits))
  }

  private mutating func add(_ bytes: [UInt8], before next: Int32) throws(TooLarge) -> Int32 {
    var next = next
    for byte in bytes.reversed() {
      next = try append(State(edges: [Edge(low: byte, high: byte, target: next)]))
    }
    return next
  }

  /// The edges that read one character, whatever it is.
  private mutating func anyCharacter(before next: Int32) throws(TooLarge) -> [Edge] {
    let last: Int32
    if let known = characterEnds[next] {
      last = known
    } else {
      last = try append(State(edges: [Edge(low: 0x80, high: 0xBF, target: next)]))
      let second = try append(State(edges: [Edge(low: 0x80, high: 0xBF, target: last)]))
      _ = try append(State(edges: [Edge(low: 0x80, high: 0xBF, target: second)]))
      characterEnds[next] = last
    }
    return [
      Edge(low: 0, high: 0x7F, target: next), Edge(low: 0xC2, high: 0xDF, target: last),
      Edge(low: 0xE0, high: 0xEF, target: last + 1), Edge(low: 0xF0, high: 0xF4, target: last + 2),
    ]
  }

  private mutating func add(_ piece: WildcardPiece, before next: Int32) throws(TooLarge) -> Int32 {
    switch piece {
    case .bytes(let bytes): return try add(bytes, before: next)
    case .anyCharacter: return try append(State(edges: try anyCharacter(before: next)))
    case .anything:
      // Bytes and not characters: the words of a dictionary are UTF-8 anyway.
      let loop = try append(State(free: [next]))
      states[Int(loop)].edges = [Edge(low: 0, high: 0xFF, target: loop)]
      return loop
    }
  }

  // MARK: Regular expressions

  private mutating func add(_ node: RegexNode, before next: Int32) throws(TooLarge) -> Int32 {
    switch node {
    case .bytes(let bytes): return try add(bytes, before: next)
    case .oneOf(let ranges):
      if ranges == [0...0x10FFFF] {
        return try append(State(edges: try anyCharacter(before: next)))
      }
      return try addCharacters(ranges, before: next)
    case .sequence(let nodes):
      var next = next
      for node in nodes.reversed() { next = try add(node, before: next) }
      return next
    case .choice(let nodes):
      var free: [Int32] = []
      for node in nodes { free.append(try add(node, before: next)) }
      return try append(State(free: free))
    case .repeated(let node, let least, let most):
      var start = next
      if let most {
        for _ in least..<max(most, least) {
          let inner = try add(node, before: start)
          start = try append(State(free: [inner, next]))
        }
      } else {
        let loop = try append(State())
        let inner = try add(node, before: loop)
        states[Int(loop)].free = [inner, next]
        start = loop
      }
      for _ in 0..<least { start = try add(node, before: start) }
      return start
    }
  }

  private mutating func addCharacters(
    _ ranges: [ClosedRange<UInt32>], before next: Int32
  ) throws(TooLarge) -> Int32 {
    var state = State()
    for range in ranges {
      for sequence in UTF8Ranges.sequences(of: range) {
        var target = next
        for bytes in sequence.dropFirst().reversed() {
          target = try append(
            State(edges: [Edge(low: bytes.lowerBound, high: bytes.upperBound, target: target)]))
        }
        let first = sequence[0]
        state.edges.append(Edge(low: first.lowerBound, high: first.upperBound, target: target))
      }
    }
    return try append(state)
  }

  // MARK: Fuzzy words

  /// The Levenshtein automaton of a word, with transpositions: Schulz and Mihov, "Fast string
  /// correction with Levenshtein automata" (2002).
  ///
  /// State (i, e) has read what i characters may have become by e edits.
  private mutating func addFuzzy(_ word: [UInt8], _ edits: Int) throws(TooLarge) -> Int32 {
    let characters = String(decoding: word, as: UTF8.self).unicodeScalars.map {
      Array(String($0).utf8)
    }
    let width = edits + 1
    let base = Int32(states.count)
    func state(_ read: Int, _ edit: Int) -> Int32 { base + Int32(read * width + edit) }
    for read in 0...characters.count {
      for edit in 0...edits {
        _ = try append(State(acceptance: read == characters.count ? Int8(edit) : -1))
      }
    }
    for read in 0...characters.count {
      for edit in 0...edits {
        let this = Int(state(read, edit))
        let isLast = read == characters.count
        if !isLast { try connect(this, characters[read], to: state(read + 1, edit)) }
        guard edit < edits else { continue }
        // Inserted, then deleted and replaced.
        states[this].edges += try anyCharacter(before: state(read, edit + 1))
        guard !isLast else { continue }
        states[this].free.append(state(read + 1, edit + 1))
        states[this].edges += try anyCharacter(before: state(read + 1, edit + 1))
        guard read + 1 < characters.count else { continue }
        let swapped = characters[read + 1] + characters[read]
        try connect(this, swapped, to: state(read + 2, edit + 1))
      }
    }
    return state(0, 0)
  }

  private mutating func connect(
    _ state: Int, _ bytes: [UInt8], to target: Int32
  ) throws(TooLarge) {
    let next = try add(Array(bytes.dropFirst()), before: target)
    states[state].edges.append(Edge(low: bytes[0], high: bytes[0], target: next))
  }

  // MARK: Ranges

  /// Words between two others: the state after a prefix of a bound knows that it is one.
  private mutating func addRange(_ range: TermPattern.ByteRange) throws(TooLarge) -> Int32 {
    let any = try append(State(acceptance: 0))
    states[Int(any)].edges = [Edge(low: 0, high: 0xFF, target: any)]
    switch (range.lower, range.upper) {
    case (nil, nil): return any
    case (let lower?, nil):
      return try addBound(lower, isLower: true, includes: range.includesLower, inside: any)
    case (nil, let upper?):
      return try addBound(upper, isLower: false, includes: range.includesUpper, inside: any)
    case (let lower?, let upper?): return try addBetween(lower, upper, range, any)
    }
  }

  /// A chain along a bound, which leaves it to where all words are inside.
  private mutating func addBound(
    _ bound: [UInt8], isLower: Bool, includes: Bool, inside any: Int32
  ) throws(TooLarge) -> Int32 {
    // Behind the whole bound: longer words are above it.
    var end = State(acceptance: includes ? 0 : -1)
    if isLower { end.edges = [Edge(low: 0, high: 0xFF, target: any)] }
    var next = try append(end)
    for byte in bound.reversed() {
      var state = State(edges: [Edge(low: byte, high: byte, target: next)])
      if isLower {
        if byte < 0xFF { state.edges.append(Edge(low: byte + 1, high: 0xFF, target: any)) }
      } else {
        state.acceptance = 0
        if byte > 0 { state.edges.append(Edge(low: 0, high: byte - 1, target: any)) }
      }
      next = try append(state)
    }
    return next
  }

  /// Both bounds: along what they have in common, then between them.
  private mutating func addBetween(
    _ lower: [UInt8], _ upper: [UInt8], _ range: TermPattern.ByteRange, _ any: Int32
  ) throws(TooLarge) -> Int32 {
    let shared = zip(lower, upper).prefix { $0 == $1 }.count
    var fork = State()
    if shared == upper.count {
      // The upper bound begins the lower one, or is it.
      let isOne = lower.count == upper.count && range.includesLower && range.includesUpper
      fork.acceptance = isOne ? 0 : -1
    } else if shared == lower.count || lower[shared] < upper[shared] {
      let below = try addBound(
        Array(upper[(shared + 1)...]), isLower: false, includes: range.includesUpper, inside: any)
      fork.edges.append(Edge(low: upper[shared], high: upper[shared], target: below))
      // The first byte that leads between the bounds.
      var first = 0
      if shared == lower.count {
        fork.acceptance = range.includesLower ? 0 : -1
      } else {
        let above = try addBound(
          Array(lower[(shared + 1)...]), isLower: true, includes: range.includesLower, inside: any)
        fork.edges.append(Edge(low: lower[shared], high: lower[shared], target: above))
        first = Int(lower[shared]) + 1
      }
      if first < Int(upper[shared]) {
        fork.edges.append(Edge(low: UInt8(first), high: upper[shared] - 1, target: any))
      }
    }
    return try add(Array(lower[..<shared]), before: try append(fork))
  }
}
