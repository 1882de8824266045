import QuernCodec
import QuernIndex

/// Finds the words of a field that a pattern matches, in all segments at once.
struct PatternExpansion {
  enum Failure: Error {
    /// More than ``TermPattern/maximumWork``.
    case tooExpensive
    case codec(CodecError)
  }

  /// Those that are scored: the ones in the most documents, then the first.
  private(set) var terms: [PlannedPattern.Term] = []

  /// The entries of the others, by segments.
  private(set) var rest: [[TermEntry]] = []
  private(set) var matchedCount = 0

  /// How much was looked at, by the patterns before as well.
  private(set) var work: Int
  private var automaton: LazyAutomaton

  /// Whether those that are not scored are wanted.
  var keepsRest = true

  /// Words in no more documents are not among those that are scored.
  private var threshold: UInt64 = 0

  init(_ automaton: ByteAutomaton, work: Int) {
    self.automaton = LazyAutomaton(automaton)
    self.work = work
  }

  mutating func run(over fields: [FieldReader?]) throws(Failure) {
    rest = fields.map { _ in [] }
    var walks: [DictionaryWalk?] = []
    for field in fields {
      walks.append(
        field.map {
          DictionaryWalk($0.dictionary, &automaton, limit: TermPattern.maximumWork - work)
        })
    }
    for index in walks.indices { try advance(&walks, index) }
    while let first = Self.first(of: walks) {
      try take(first, &walks)
    }
    if terms.count > TermPattern.maximumScoredCount { dropRarest() }
    work += walks.count
  }

  /// The walk with the least term.
  private static func first(of walks: [DictionaryWalk?]) -> DictionaryWalk? {
    var first: DictionaryWalk?
    for case let walk? in walks {
      if let known = first, !walk.term.lexicographicallyPrecedes(known.term) { continue }
      first = walk
    }
    return first
  }

  /// Takes the term of a walk from all walks that stand on it, and moves them on.
  private mutating func take(
    _ first: DictionaryWalk, _ walks: inout [DictionaryWalk?]
  ) throws(Failure) {
    matchedCount += 1
    if walks.count == 1 { return try takeOnly(first, &walks) }
    let term = first.term
    var isHere: [Bool] = []
    var entries = TermEntries()
    var frequency: UInt64 = 0
    for walk in walks {
      let stands = walk.map { $0 === first || $0.term == term } ?? false
      let entry = stands ? walk?.entry : nil
      isHere.append(stands)
      entries.append(entry)
      frequency += UInt64(entry?.documentFrequency ?? 0)
    }
    if frequency > threshold {
      terms.append(
        PlannedPattern.Term(
          term: term, entries: entries, documentFrequency: frequency, edits: first.edits))
      if terms.count == 4 * TermPattern.maximumScoredCount { dropRarest() }
    } else {
      leaveOut(entries)
    }
    for index in walks.indices where isHere[index] { try advance(&walks, index) }
  }

  /// Takes the term of the only walk.
  private mutating func takeOnly(
    _ walk: DictionaryWalk, _ walks: inout [DictionaryWalk?]
  ) throws(Failure) {
    let entry = walk.entry
    let frequency = UInt64(entry.documentFrequency)
    if frequency > threshold {
      var entries = TermEntries()
      entries.append(entry)
      terms.append(
        PlannedPattern.Term(
          term: walk.term, entries: entries, documentFrequency: frequency, edits: walk.edits))
      if terms.count == 4 * TermPattern.maximumScoredCount { dropRarest() }
    } else if keepsRest {
      rest[0].append(entry)
    }
    try advance(&walks, 0)
  }

  /// Moves one walk to its next match; it is `nil` at the end.
  private mutating func advance(
    _ walks: inout [DictionaryWalk?], _ index: Int
  ) throws(Failure) {
    guard let walk = walks[index] else { return }
    let before = walk.work
    let found = try walk.next(&automaton)
    work += walk.work - before
    guard work <= TermPattern.maximumWork else { throw .tooExpensive }
    if !found { walks[index] = nil }
  }

  /// Keeps the words to be scored.
  private mutating func dropRarest() {
    let order = terms.indices.sorted {
      let (left, right) = (terms[$0].documentFrequency, terms[$1].documentFrequency)
      return left == right ? $0 < $1 : left > right
    }
    for place in order.dropFirst(TermPattern.maximumScoredCount) {
      leaveOut(terms[place].entries)
    }
    // Of equally frequent ones the first stay, so that a later one cannot enter.
    threshold = terms[order[TermPattern.maximumScoredCount - 1]].documentFrequency
    terms = order.prefix(TermPattern.maximumScoredCount).sorted().map { terms[$0] }
  }

  private mutating func leaveOut(_ entries: TermEntries) {
    guard keepsRest else { return }
    for index in rest.indices {
      if let entry = entries[index] { rest[index].append(entry) }
    }
  }
}
