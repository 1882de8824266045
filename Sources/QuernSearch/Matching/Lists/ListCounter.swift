import CKernels
import QuernCodec
import QuernIndex
import QuernModel

/// Counts the documents that match a query whose clauses are single terms, without scoring any.
///
/// Where the rarest required list is much shorter than the others, or there are none, its documents are looked up
/// in them block by block; else sets of documents are combined as bits.
struct ListCounter {
  let lists: TermLists
  private let required: [Range<Int>]
  private let optional: Range<Int>
  private let prohibited: Range<Int>
  private var filter: LiveFilter
  let memory: ListMemory

  /// What a document costs that is looked up in a list, as a multiple of one that is unpacked only.
  static let lookUpCost = 8

  init(_ opened: OpenedLists) {
    lists = opened.lists
    required = opened.required
    optional = opened.optional
    prohibited = opened.prohibited
    filter = opened.filter
    memory = opened.memory
    for list in lists.indices { lists[list].matcher?.scores = false }
  }

  /// How the matches are counted.
  enum Way {
    /// They are the documents of one list.
    case length(Int)

    /// Those of one word over several fields.
    case fields(Int)

    /// The documents of one list are looked up in the others, if there are any.
    case lookingUp(Int, others: [Int])

    /// The documents of all lists, as bits but for those of the longest.
    case union(longest: Int)

    /// Sets of bits, one for each clause.
    case bits
  }

  /// The way that costs least.
  var way: Way {
    let matching = required.isEmpty ? [optional] : required
    if matching.count == 1, matching[0].count == 1, prohibited.isEmpty, filter.acceptsAll {
      let list = matching[0].lowerBound
      if lists[list].parts == nil { return .length(list) }
      if looksUpShorterFields(list) { return .fields(list) }
    }
    // A list alone whose documents are not known, such as that of a phrase, needs no bits either.
    if matching.allSatisfy({ $0.count == 1 }), let lead = rarest(of: matching.map(\.lowerBound)),
      !isUnion || !hasKnownLength(lead)
    {
      let others = matching.map(\.lowerBound).filter { $0 != lead }
      let unpacking = (others + prohibited).reduce(lists.cost(of: lead)) { $0 + lists.cost(of: $1) }
      if Self.lookUpCost * lists.cost(of: lead) * (others.count + prohibited.count) <= unpacking {
        return .lookingUp(lead, others: others)
      }
    }
    if isUnion,
      let longest = optional.max(by: { lists.cost(of: $0) < lists.cost(of: $1) }),
      hasKnownLength(longest)
    {
      return .union(longest: longest)
    }
    return .bits
  }

  /// Whether those documents match that have any word, and meet conditions if there are some.
  private var isUnion: Bool {
    required.isEmpty && prohibited.isEmpty && filter.acceptsAllThatMeet
  }

  var documentCount: UInt32 { filter.documentCount }

  mutating func count() throws(CodecError) -> Int {
    switch way {
    case .length(let list): lists.cost(of: list)
    case .fields(let list): try countFields(list)
    case .lookingUp(let lead, let others): try countByLookingUp(lead, others)
    case .union(let longest): try countUnion(optional.filter { $0 != longest }, longest)
    case .bits: try countBits(required.isEmpty ? [optional] : byCost)
    }
  }

  /// The required clauses, that with the longest lists last.
  private var byCost: [Range<Int>] {
    required.sorted { left, right in
      left.reduce(0) { $0 + lists.cost(of: $1) } < right.reduce(0) { $0 + lists.cost(of: $1) }
    }
  }

  private func rarest(of candidates: [Int]) -> Int? {
    candidates.min { lists.cost(of: $0) < lists.cost(of: $1) }
  }

  // MARK: By looking up

  private mutating func countByLookingUp(
    _ lead: Int, _ others: [Int]
  ) throws(CodecError) -> Int {
    // Phrases last: to look one up costs more.
    let order = others.sorted {
      (!lists.isPhrase($0) ? 0 : 1, lists.cost(of: $0))
        < (!lists.isPhrase($1) ? 0 : 1, lists.cost(of: $1))
    }
    var total = 0
    while lists[lead].blockEnd != TermList.end {
      try lists[lead].load()
      var count = lists[lead].count
      // SAFETY: there is room for a block of candidates.
      unsafe memory.candidates.initialize(from: lists[lead].documents, count: count)
      count = try filter.keep(count, memory)
      for list in order where count > 0 {
        count = try lists[list].keep(count, ifPresent: true, memory)
      }
      for list in prohibited where count > 0 {
        count = try lists[list].keep(count, ifPresent: false, memory)
      }
      // Conditions were asked before.
      total += filter.acceptsAllThatMeet ? count : try countAccepted(count)
      try lists[lead].nextBlock()
    }
    return total
  }

  private mutating func countAccepted(_ count: Int) throws(CodecError) -> Int {
    if filter.acceptsAll { return count }
    var accepted = 0
    for index in 0..<count where try filter.accepts(unsafe memory.candidates[index]) {
      accepted += 1
    }
    return accepted
  }

  // MARK: By bits

  /// Counts the documents of some lists and a longer one: those of the longer one need no bits.
  private mutating func countUnion(
    _ shorter: [Int], _ longest: Int
  ) throws(CodecError) -> Int {
    var bits = DocumentBits(documentCount: filter.documentCount)
    var cost = 0
    for list in shorter {
      try insert(list, into: &bits)
      cost += lists.cost(of: list)
    }
    let (lists, longest) = try insertShorterFields(longest, into: &bits, &cost)
    if !filter.acceptsAll {
      return cost == 0
        ? try countMeeting(lists, longest) : try countFilteredUnion(&bits, lists, longest)
    }
    var shared = 0
    if Self.lookUpCost * cost < lists.cost(of: longest) {
      try bits.forEachBlock(memory) { (count) throws(CodecError) in
        shared += try lists[longest].keep(count, ifPresent: true, memory)
      }
    } else {
      try lists[longest].forEachBlock { shared += bits.countMembers($0) }
    }
    return lists.cost(of: longest) + bits.count - shared
  }

  /// Counts the documents of a list that meet conditions.
  private mutating func countMeeting(_ lists: TermLists, _ list: Int) throws(CodecError) -> Int {
    var count = 0
    try lists[list].forEachBlock { (documents) throws(CodecError) in
      count += try filter.countMeeting(documents)
    }
    return count
  }

  /// The same where documents must meet conditions: those of the longest list are asked block by block.
  private mutating func countFilteredUnion(
    _ shorter: inout DocumentBits, _ lists: TermLists, _ longest: Int
  ) throws(CodecError) -> Int {
    _ = try filter.restrict(&shorter)
    let bits = shorter
    var count = bits.count
    if Self.lookUpCost * lists.cost(of: longest) < Int(filter.documentCount) {
      try lists[longest].forEachBlock { (documents) throws(CodecError) in
        count += try filter.countMeeting(documents) - bits.countMembers(documents)
      }
    } else {
      // Most blocks are asked anyway: what is left to count is one set.
      var rest = DocumentBits(documentCount: filter.documentCount)
      rest.insertAll()
      _ = try filter.restrict(&rest)
      rest.subtract(bits)
      try lists[longest].forEachBlock { count += rest.countMembers($0) }
    }
    return count
  }

  /// The documents that match.
  mutating func documents() throws(CodecError) -> DocumentBits {
    var all: DocumentBits?
    for clause in required.isEmpty ? [optional] : byCost {
      var bits = DocumentBits(documentCount: filter.documentCount)
      for list in clause { try insert(list, into: &bits) }
      if all == nil { all = bits } else { all?.formIntersection(bits) }
    }
    var found = all ?? DocumentBits(documentCount: filter.documentCount)
    for list in prohibited { try remove(list, from: &found) }
    if try filter.restrict(&found) { return found }
    let candidates = found
    try candidates.forEach { (document) throws(CodecError) in
      if try !filter.accepts(document) { found.remove(document) }
    }
    return found
  }

  private mutating func countBits(_ clauses: [Range<Int>]) throws(CodecError) -> Int {
    var all: DocumentBits?
    for (place, clause) in clauses.enumerated() {
      // The documents of the last list need no bits of their own.
      if place > 0, place == clauses.count - 1, clause.count == 1, prohibited.isEmpty,
        filter.acceptsAll, let others = all
      {
        return try countMembers(of: clause.lowerBound, in: others)
      }
      var bits = DocumentBits(documentCount: filter.documentCount)
      for list in clause { try insert(list, into: &bits) }
      if all == nil { all = bits } else { all?.formIntersection(bits) }
    }
    guard var all else { return 0 }
    for list in prohibited { try remove(list, from: &all) }
    if try filter.restrict(&all) { return all.count }
    var total = 0
    try all.forEachBlock(memory) { (count) throws(CodecError) in
      total += try countAccepted(count)
    }
    return total
  }
}
