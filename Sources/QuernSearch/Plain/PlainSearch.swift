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
  let terms: PlainTerms

  /// The words that were found: those that must match, those that should, those that must not.
  private(set) var words: [PlainWord] = []
  private(set) var entries: PlainEntries
  private(set) var requiredCount = 0
  private var prohibitedCount = 0

  private var optionalCount: Int { words.count - requiredCount - prohibitedCount }

  package init(
    _ snapshot: IndexSnapshot, _ terms: consuming PlainTerms,
    _ parameters: consuming PlainParameters
  ) {
    entries = PlainEntries(
      segmentCount: snapshot.segments.count, hasShorter: parameters.shorter != nil)
    self.snapshot = snapshot
    self.terms = terms
    self.parameters = parameters
  }

  /// Finds the best documents.
  ///
  /// - Returns: `nil` where the words' weights are so far from each other that lists do not give exact sums.
  /// - Throws: ``SearchError/index(_:)``.
  package mutating func run() throws(SearchError) -> SearchOutcome? {
    if let reason = try findWords() { return outcome([], total: 0, reason) }
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
  private mutating func findWords() throws(SearchError) -> EmptyReason? {
    let all = terms.words.count
    var (hasMust, canMatch) = (false, false)
    for place in 0..<all {
      hasMust = hasMust || terms.words[place].sign == 0x2B
      canMatch = canMatch || terms.words[place].sign != 0x2D
    }
    guard canMatch else { return all == 0 ? .noWords : .onlyExclusions }
    // What only adds to the score need not be looked up where nothing is scored.
    let leavesOptional = parameters.limit == 0 && hasMust
    for place in 0..<all where !isRepeated(place) {
      if leavesOptional, terms.words[place].sign == 0 { continue }
      if let word = try find(place) {
        insert(word)
      } else if terms.words[place].sign == 0x2B {
        return .requiredWordMissing(range: terms.words[place].range)
      }
    }
    return requiredCount + optionalCount == 0 ? .allWordsMissing : nil
  }

  private mutating func insert(_ word: PlainWord) {
    // A query of one word is as soon an array of one.
    if terms.words.count == 1 {
      words = [word]
      requiredCount = word.occurrence == .must ? 1 : 0
      return
    }
    if words.isEmpty { words.reserveCapacity(terms.words.count) }
    switch word.occurrence {
    case .must where requiredCount == words.count:
      words.append(word)
      requiredCount += 1
    case .must:
      words.insert(word, at: requiredCount)
      requiredCount += 1
    case .should where prohibitedCount == 0: words.append(word)
    case .should: words.insert(word, at: words.count - prohibitedCount)
    case .mustNot:
      words.append(word)
      prohibitedCount += 1
    }
  }

  /// Whether the same word with the same sign comes before.
  private func isRepeated(_ place: Int) -> Bool {
    for earlier in 0..<place where isSame(earlier, place) { return true }
    return false
  }

  private func isSame(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (terms.words[left], terms.words[right])
    guard left.sign == right.sign, left.term.count == right.term.count else { return false }
    for offset in 0..<left.term.count
    where terms.bytes[left.term.lowerBound + offset] != terms.bytes[right.term.lowerBound + offset]
    {
      return false
    }
    return true
  }

  /// Looks a word up in all segments; `nil` where none has it.
  private mutating func find(_ place: Int) throws(SearchError) -> PlainWord? {
    let others = entries.end
    var entry: TermEntry?
    var most: UInt64 = 0
    for number in parameters.field.readers.indices {
      let found = try find(place, parameters.field.readers[number])
      if number == 0 { entry = found } else { entries.append(found) }
      most += UInt64(found?.documentFrequency ?? 0)
    }
    if let shorter = parameters.shorter {
      var frequency: UInt64 = 0
      for number in shorter.readers.indices {
        let found = try find(place, shorter.readers[number])
        entries.append(found)
        frequency += UInt64(found?.documentFrequency ?? 0)
      }
      most = max(most, frequency)
    }
    guard most > 0 else { return nil }
    var multiplicity = 1
    for later in (place + 1)..<max(terms.words.count, place + 1) where isSame(place, later) {
      multiplicity += 1
    }
    let sign = terms.words[place].sign
    return PlainWord(
      occurrence: sign == 0x2B ? .must : sign == 0x2D ? .mustNot : .should,
      multiplicity: multiplicity, entry: entry, others: others, documentFrequency: most)
  }

  @inline(__always)
  private func find(
    _ place: Int, _ reader: FieldReader?
  ) throws(SearchError) -> TermEntry? {
    do throws(CodecError) {
      return try reader?.find(terms.bytes.span.extracting(terms.words[place].term))
    } catch { throw .index(.codec(error)) }
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
    var top = TopDocuments(capacity: parameters.limit + parameters.offset)
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

  /// The documents from the offset on.
  private func hits(of top: inout TopDocuments) -> [ScoredDocument] {
    let hits = top.sorted()
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
