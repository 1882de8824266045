package import QuernAnalysis
import QuernCodec
package import QuernIndex
import QuernModel

/// Answers a query of plain words in one field, or in two that are scored as one: what most queries are.
///
/// It finds what ``Searcher`` finds, by the same lists and executors, but makes neither clauses nor a plan
/// on the way: of a rare word, those cost more than to score its documents.
package struct PlainSearch: ~Copyable {
  let snapshot: IndexSnapshot
  let parameters: PlainParameters

  /// The words that were found: those that must match, those that should, those that must not.
  private(set) var words: [PlainWord] = []
  private(set) var entries: PlainEntries
  private(set) var requiredCount = 0
  private var prohibitedCount = 0

  private var optionalCount: Int { words.count - requiredCount - prohibitedCount }

  package init(_ snapshot: IndexSnapshot, _ parameters: consuming PlainParameters) {
    entries = PlainEntries(
      segmentCount: snapshot.segments.count, hasShorter: parameters.shorter != nil)
    self.snapshot = snapshot
    self.parameters = parameters
  }

  /// Finds the best documents.
  ///
  /// - Returns: `nil` where the words' weights are so far from each other that lists do not give exact sums.
  /// - Throws: ``SearchError/index(_:)``.
  package mutating func run(
    _ terms: borrowing PlainTerms
  ) throws(SearchError) -> SearchOutcome? {
    if let reason = try find(terms) { return outcome([], total: 0, reason) }
    let isOneWord = isOneWord
    let knownTotal = parameters.countsTotal && isOneWord ? countOfFirst : nil
    if parameters.limit == 0 {
      if !parameters.countsTotal || knownTotal != nil { return outcome([], total: knownTotal) }
      guard let total = try countAll() else { return nil }
      return outcome([], total: total)
    }
    if words.count == 1, isOneWord, let (hits, total) = rankShort() {
      return outcome(hits, total: total)
    }
    return try rank(knownTotal)
  }

  private func outcome(
    _ hits: [ScoredDocument], total: Int?, _ reason: EmptyReason? = nil
  ) -> SearchOutcome {
    SearchOutcome(hits: hits, total: parameters.countsTotal ? total : nil, emptyReason: reason)
  }

  var hasProhibited: Bool { prohibitedCount > 0 }

  var hasDeletions: Bool { snapshot.segments.contains { $0.deletedCount > 0 } }

  /// Whether those documents match that have the first word.
  private var isOneWord: Bool {
    (requiredCount > 0 ? requiredCount : optionalCount) == 1 && prohibitedCount == 0
      && !hasDeletions
  }

  // MARK: Words

  /// Looks the words up.
  ///
  /// - Returns: why nothing can match, where that turned out.
  private mutating func find(_ terms: borrowing PlainTerms) throws(SearchError) -> EmptyReason? {
    words.reserveCapacity(terms.words.count)
    if let missing = try find(terms, sign: Self.must) {
      return .requiredWordMissing(range: terms.words[missing].range)
    }
    requiredCount = words.count
    // What only adds to the score need not be looked up where nothing is scored.
    let leavesOptional = parameters.limit == 0 && requiredCount > 0
    let missing = leavesOptional ? nil : try find(terms, sign: Self.should)
    if words.isEmpty {
      return missing != nil ? .allWordsMissing : terms.words.isEmpty ? .noWords : .onlyExclusions
    }
    let wantedCount = words.count
    _ = try find(terms, sign: Self.mustNot)
    prohibitedCount = words.count - wantedCount
    return nil
  }

  private static let must: UInt8 = 0x2B
  private static let should: UInt8 = 0
  private static let mustNot: UInt8 = 0x2D

  /// Looks up the words that have a sign before them, or none.
  ///
  /// - Returns: the place of one that no segment has.
  private mutating func find(
    _ terms: borrowing PlainTerms, sign: UInt8
  ) throws(SearchError) -> Int? {
    var missing: Int?
    for place in terms.words.indices where terms.words[place].sign == sign {
      let multiplicity = terms.multiplicity(place)
      if multiplicity == 0 { continue }
      if let word = try find(terms.term(place), multiplicity: multiplicity) {
        words.append(word)
      } else if sign == Self.must {
        return place
      } else {
        missing = place
      }
    }
    return missing
  }

  /// Looks a word up in all segments; `nil` where none has it.
  private mutating func find(
    _ term: Span<UInt8>, multiplicity: Int
  ) throws(SearchError) -> PlainWord? {
    let others = entries.end
    var entry: TermEntry?
    var most: UInt64 = 0
    for number in parameters.field.readers.indices {
      let found = try find(term, parameters.field.readers[number])
      if number == 0 { entry = found } else { entries.append(found) }
      most += UInt64(found?.documentFrequency ?? 0)
    }
    if let shorter = parameters.shorter {
      var frequency: UInt64 = 0
      for number in shorter.readers.indices {
        let found = try find(term, shorter.readers[number])
        entries.append(found)
        frequency += UInt64(found?.documentFrequency ?? 0)
      }
      most = max(most, frequency)
    }
    guard most > 0 else { return nil }
    return PlainWord(
      multiplicity: multiplicity, entry: entry, others: others, documentFrequency: most)
  }

  @inline(__always)
  private func find(
    _ term: Span<UInt8>, _ reader: FieldReader?
  ) throws(SearchError) -> TermEntry? {
    do throws(CodecError) { return try reader?.find(term) } catch { throw .index(.codec(error)) }
  }

  // MARK: Lists

  private func open(
    _ number: Int, _ weights: [TermWeight]
  ) throws(SearchError) -> OpenedLists.Opening {
    try OpenedLists.open(
      words, entries, weights, requiredCount: requiredCount, prohibitedCount: prohibitedCount,
      parameters,
      in: snapshot.segments[number], number: number)
  }

  private var weights: [TermWeight] {
    let norms = parameters.norms
    var weights: [TermWeight] = []
    weights.reserveCapacity(words.count)
    for place in words.indices {
      weights.append(
        parameters.weight(
          words[place].documentFrequency, multiplicity: words[place].multiplicity, norms))
    }
    return weights
  }

  /// Finds the best documents by their lists.
  private func rank(_ knownTotal: Int?) throws(SearchError) -> SearchOutcome? {
    var top = TopDocuments(takingKeptRoom: parameters.limit + parameters.offset)
    let needsCount = parameters.countsTotal && knownTotal == nil
    if isIntersection {
      guard let total = try rankIntersection(counting: needsCount, into: &top) else { return nil }
      return outcome(hits(of: &top), total: knownTotal ?? total)
    }
    if isDisjunction {
      guard rankDisjunction(into: &top) else { return nil }
      let hits = hits(of: &top)
      let total = !needsCount ? nil : top.hasRoom ? top.count : try count([], weights)
      return outcome(hits, total: knownTotal ?? total)
    }
    var opened: [OpenedLists] = []
    var counted: Int? = 0
    let weights = weights
    for number in snapshot.segments.indices {
      switch try open(number, weights) {
      case .noMatch: break
      case .lists(let lists):
        let found = try reading { () throws(CodecError) in
          try lists.collect(into: &top, counts: needsCount)
        }
        if let found, let known = counted { counted = known + found } else { counted = nil }
        if needsCount, opened.count < OpenedLists.keptCount { opened.append(lists) }
      case .unsuitable: return nil
      }
    }
    let hits = hits(of: &top)
    var total = knownTotal
    if needsCount {
      // A list with room has turned nothing away.
      total = top.hasRoom ? top.count : counted
      if total == nil { total = try count(opened, weights) }
      if total == nil { return nil }
    }
    return outcome(hits, total: total)
  }

  /// The documents from the offset on, after which nothing is offered.
  private func hits(of top: inout TopDocuments) -> [ScoredDocument] {
    let hits = top.sorted()
    top.giveRoomBack()
    return parameters.offset == 0 ? hits : Array(hits.dropFirst(parameters.offset))
  }

  /// Finds the best documents of an intersection.
  ///
  /// - Returns: the number of matches where it is wanted; `nil` where the kernel has not found them.
  private func rankIntersection(
    counting: Bool, into top: inout TopDocuments
  ) throws(SearchError) -> Int? {
    let countsAtOnce = counting && isCountedAtOnce
    guard let found = intersect(counting: countsAtOnce, into: &top) else { return nil }
    if !counting || countsAtOnce { return found }
    return top.hasRoom ? top.count : try count([], weights)
  }

  /// Counts the matches where none is wanted.
  private func countAll() throws(SearchError) -> Int? {
    guard isIntersection, isSparse else { return try count([], weights) }
    var none = TopDocuments(capacity: 0)
    return intersect(counting: true, into: &none)
  }

  /// Counts the matches.
  ///
  /// - Parameter kept: the lists of the first segments that have some, which have been walked.
  private func count(
    _ kept: [OpenedLists], _ weights: [TermWeight]
  ) throws(SearchError) -> Int? {
    var (total, next) = (0, 0)
    for number in snapshot.segments.indices {
      if isOneWord, let known = knownCount(number) {
        total += known
        continue
      }
      let lists: OpenedLists
      if next < kept.count, kept[next].segment == number, kept[next].restart() {
        lists = kept[next]
        next += 1
      } else {
        switch try open(number, weights) {
        case .noMatch: continue
        case .lists(let opened): lists = opened
        case .unsuitable: return nil
        }
      }
      var counter = ListCounter(lists)
      let found = try reading { () throws(CodecError) in try counter.count() }
      if isOneWord { countedWord(number)?.keep(found) }
      total += found
    }
    return total
  }
}
