import CKernels
package import QuernAnalysis
import QuernCodec
package import QuernIndex
import QuernModel

/// Answers a query of plain words in one field: what most queries are.
///
/// It finds what ``Searcher`` finds, by the same lists and executors, but makes neither clauses nor a plan
/// on the way: of a rare word, those cost more than to score its documents.
package struct PlainSearch: ~Copyable {
  let snapshot: IndexSnapshot
  let parameters: PlainParameters
  let terms: PlainTerms

  /// The words that were found: those that must match, those that should, those that must not.
  private var words: [PlainWord] = []
  private var requiredCount = 0
  private var prohibitedCount = 0

  private var optionalCount: Int { words.count - requiredCount - prohibitedCount }

  /// 16: more words are not compared with each other one by one.
  private static let mostWords = 16

  /// - Returns: `nil` where the words are too many.
  package init?(
    _ snapshot: IndexSnapshot, _ terms: consuming PlainTerms, _ parameters: PlainParameters
  ) {
    guard terms.words.count <= Self.mostWords else { return nil }
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
    let clauseCount = requiredCount > 0 ? requiredCount : optionalCount
    let isOneList = clauseCount == 1 && prohibitedCount == 0 && !hasDeletions
    let knownTotal = isOneList && parameters.countsTotal ? countOfFirst : nil
    if parameters.limit == 0 {
      if !parameters.countsTotal || knownTotal != nil { return outcome([], total: knownTotal) }
      guard let total = try count([], weights) else { return nil }
      return outcome([], total: total)
    }
    if isOneList, words.count == 1, let hits = rankShort() {
      return outcome(hits, total: knownTotal)
    }
    return try rank(knownTotal)
  }

  private func outcome(
    _ hits: [ScoredDocument], total: Int?, _ reason: EmptyReason? = nil
  ) -> SearchOutcome {
    SearchOutcome(hits: hits, total: parameters.countsTotal ? total : nil, emptyReason: reason)
  }

  private var hasDeletions: Bool { snapshot.segments.contains { $0.deletedCount > 0 } }

  /// The number of documents that have the first word, in all segments.
  private var countOfFirst: Int {
    var count = 0
    for number in snapshot.segments.indices {
      count += Int(words[0].entries[number]?.documentFrequency ?? 0)
    }
    return count
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
    switch word.occurrence {
    case .must where requiredCount == words.count:
      words.appendTightly(word)
      requiredCount += 1
    case .must:
      words.insert(word, at: requiredCount)
      requiredCount += 1
    case .should where prohibitedCount == 0: words.appendTightly(word)
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
  private func find(_ place: Int) throws(SearchError) -> PlainWord? {
    let word = terms.words[place]
    var entries = TermEntries()
    var frequency: UInt64 = 0
    for reader in parameters.field.readers {
      let entry: TermEntry?
      do throws(CodecError) {
        entry = try reader?.find(terms.bytes.span.extracting(word.term))
      } catch { throw .index(.codec(error)) }
      entries.append(entry)
      frequency += UInt64(entry?.documentFrequency ?? 0)
    }
    guard frequency > 0 else { return nil }
    var multiplicity = 1
    for later in (place + 1)..<max(terms.words.count, place + 1) where isSame(place, later) {
      multiplicity += 1
    }
    let occurrence: Clause.Occurrence =
      word.sign == 0x2B ? .must : word.sign == 0x2D ? .mustNot : .should
    return PlainWord(
      occurrence: occurrence, multiplicity: multiplicity, entries: entries,
      documentFrequency: frequency)
  }

  // MARK: Lists

  private func open(
    _ number: Int, _ weights: [TermWeight]
  ) throws(SearchError) -> OpenedLists.Opening {
    guard let field = parameters.field.readers[number] else { return .noMatch }
    return try OpenedLists.open(
      words, weights, requiredCount: requiredCount, prohibitedCount: prohibitedCount, field,
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
    var opened: [OpenedLists] = []
    let weights = weights
    let needsCount = parameters.countsTotal && knownTotal == nil
    for number in snapshot.segments.indices {
      switch try open(number, weights) {
      case .noMatch: break
      case .lists(let lists):
        do throws(CodecError) { try lists.collect(into: &top) } catch {
          throw .index(.codec(error))
        }
        if needsCount, opened.count < Self.keptCount { opened.append(lists) }
      case .unsuitable: return nil
      }
    }
    let hits = top.sorted()
    var total = knownTotal
    if needsCount {
      // A list with room has turned nothing away.
      total = top.hasRoom ? hits.count : try count(opened, weights)
      if total == nil { return nil }
    }
    let offset = parameters.offset
    return outcome(offset == 0 ? hits : Array(hits.dropFirst(offset)), total: total)
  }

  /// 8: the lists of so many segments are kept for the count, and those of more opened again.
  private static let keptCount = 8

  /// Counts the matches.
  ///
  /// - Parameter kept: the lists of the first segments that have some, which have been walked.
  private func count(
    _ kept: [OpenedLists], _ weights: [TermWeight]
  ) throws(SearchError) -> Int? {
    var (total, next) = (0, 0)
    for number in snapshot.segments.indices {
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
      total += try reading { () throws(CodecError) in try counter.count() }
    }
    return total
  }

  // MARK: One short list

  /// Ranks the documents of one word that has so few that they are scored at once; `nil` where it has more,
  /// or where its bytes are not what they should be.
  private func rankShort() -> [ScoredDocument]? {
    guard snapshot.segments.count == 1, let entry = words[0].entries[0],
      entry.documentFrequency < UInt32(ListMemory.blockSize),
      let field = parameters.field.readers[0],
      let codes = unsafe field.lengths.denseStart
    else { return nil }
    let weight = parameters.weight(
      words[0].documentFrequency, multiplicity: words[0].multiplicity, parameters.norms)
    let wanted = min(parameters.limit + parameters.offset, Int(entry.documentFrequency))
    // 1,024 bytes: so much memory is on the stack.
    return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ListMemory.blockSize) {
      keys in
      let count = unsafe Self.rank(
        entry, field, codes, weight, wanted: wanted,
        documentCount: snapshot.segments[0].documentCount, into: keys)
      guard count >= 0 else { return nil }
      let first = min(parameters.offset, count)
      return unsafe Self.documents(UnsafeBufferPointer(rebasing: keys[first..<count]))
    }
  }

  private static func rank(
    _ entry: TermEntry, _ field: FieldReader, _ codes: UnsafePointer<UInt8>, _ weight: TermWeight,
    wanted: Int, documentCount: UInt32, into keys: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    guard let start = keys.baseAddress else { return -1 }
    return unsafe field.withPostings { postings in
      // SAFETY: the kernel reads inside the section, the codes of documents below `documentCount`, for
      // each of which there is one, and 256 norms, which the weight holds. There is room for 128 keys.
      unsafe Int(
        quern_rank_short(
          postings.baseAddress?.assumingMemoryBound(to: UInt8.self), Int(entry.postingsOffset),
          postings.count, entry.documentFrequency, documentCount, codes, weight.norms.inverses,
          weight.weight, UInt32(wanted), start))
    }
  }

  /// The documents of keys: the bits of a score above those of a document.
  private static func documents(_ keys: UnsafeBufferPointer<UInt64>) -> [ScoredDocument] {
    unsafe [ScoredDocument](unsafeUninitializedCapacity: keys.count) { documents, count in
      for place in keys.indices {
        // SAFETY: there is room for as many documents as there are keys.
        let key = unsafe keys[place]
        unsafe documents.initializeElement(
          at: place,
          to: ScoredDocument(
            score: Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)), segment: 0,
            document: DocumentID(rawValue: UInt32(truncatingIfNeeded: key))))
      }
      count = keys.count
    }
  }
}
