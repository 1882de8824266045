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

  init(_ automaton: ByteAutomaton, work: Int) {
    self.automaton = LazyAutomaton(automaton)
    self.work = work
  }

  mutating func run(over fields: [FieldReader?]) throws(Failure) {
    rest = fields.map { _ in [] }
    var walks: [DictionaryWalk?] = fields.map { field in
      field.map { DictionaryWalk($0.dictionary.cursor(), limit: TermPattern.maximumWork - work) }
    }
    for index in walks.indices { try advance(&walks, index) }
    while let least = walks.lazy.compactMap({ $0?.term }).min(by: {
      $0.lexicographicallyPrecedes($1)
    }) {
      var term = PlannedPattern.Term(
        term: least, entries: Array(repeating: nil, count: walks.count), documentFrequency: 0,
        edits: 0)
      for index in walks.indices {
        guard let walk = walks[index], walk.term == least else { continue }
        term.entries[index] = walk.entry
        term.documentFrequency += UInt64(walk.entry.documentFrequency)
        term.edits = walk.edits
        try advance(&walks, index)
      }
      add(term)
    }
    if terms.count > TermPattern.maximumScoredCount { dropRarest() }
    work += walks.count
  }

  /// Moves one walk to its next match; it is `nil` at the end.
  private mutating func advance(
    _ walks: inout [DictionaryWalk?], _ index: Int
  ) throws(Failure) {
    guard var walk = walks[index] else { return }
    walks[index] = nil
    let before = walk.work
    let found = try walk.next(&automaton)
    work += walk.work - before
    guard work <= TermPattern.maximumWork else { throw .tooExpensive }
    if found { walks[index] = walk }
  }

  private mutating func add(_ term: PlannedPattern.Term) {
    matchedCount += 1
    terms.append(term)
    if terms.count == 4 * TermPattern.maximumScoredCount { dropRarest() }
  }

  /// Keeps the words to be scored.
  private mutating func dropRarest() {
    let order = terms.indices.sorted {
      let (left, right) = (terms[$0].documentFrequency, terms[$1].documentFrequency)
      return left == right ? $0 < $1 : left > right
    }
    for place in order.dropFirst(TermPattern.maximumScoredCount) {
      for (index, entry) in terms[place].entries.enumerated() {
        if let entry { rest[index].append(entry) }
      }
    }
    terms = order.prefix(TermPattern.maximumScoredCount).sorted().map { terms[$0] }
  }
}
