import CKernels
import QuernCodec
import QuernModel

/// Finds the best documents that are in each of several lists, block by block of the shortest.
///
/// The shortest list leads. Where its documents may be told apart by their scores in it, they are
/// scored first and only the good ones are looked up (as in Lucene's block-max conjunctions); where
/// they may not, they are looked up first and only what is left is scored. The others gallop over
/// their blocks, the shortest first and phrases last, and a block whose bound is too low for all
/// candidates in it is not unpacked.
struct IntersectionExecutor {
  private let lists: TermLists
  private let prohibited: Range<Int>
  private var filter: LiveFilter
  private let segment: Int
  private let memory: ListMemory

  /// The shortest list, then the others in the order in which they are looked into.
  private let lead: Int
  private let others: [Int]

  /// The bounds of the other lists for the current block, and how many of a block's documents are
  /// expected in the first of them.
  private var bounds: [Double]
  private let expectedCount: Int

  private var threshold = -Double.infinity

  /// Whether all documents are counted, under no threshold, and how many there are.
  private var isCounting = false
  private var total = 0

  /// Every clause is required and is one list.
  init(_ opened: OpenedLists) {
    lists = opened.lists
    prohibited = opened.prohibited
    filter = opened.filter
    segment = opened.segment
    memory = opened.memory
    // To look a phrase up costs more: phrases last, the shortest first.
    var order: [Int] = []
    order.reserveCapacity(opened.required.count)
    var lead = opened.required[0].lowerBound
    for place in 1..<opened.required.count {
      var list = opened.required[place].lowerBound
      if Self.comes(list, before: lead, opened.lists, phrasesLast: false) { swap(&list, &lead) }
      order.append(list)
      var end = order.count - 1
      while end > 0, Self.comes(list, before: order[end - 1], opened.lists, phrasesLast: true) {
        order[end] = order[end - 1]
        end -= 1
      }
      order[end] = list
    }
    self.lead = lead
    others = order
    bounds = []
    bounds.reserveCapacity(order.count)
    for list in order { bounds.append(opened.lists.listBound(of: list)) }
    // One that is looked up in nothing is scored.
    expectedCount =
      order.isEmpty
      ? ListMemory.blockSize
      : ListMemory.blockSize * opened.lists.cost(of: order[0])
        / max(1, Int(opened.filter.documentCount))
  }

  /// Whether a list is shorter than another, or is none of a phrase where that counts first.
  private static func comes(
    _ list: Int, before other: Int, _ lists: TermLists, phrasesLast: Bool
  ) -> Bool {
    if phrasesLast, lists.isPhrase(list) != lists.isPhrase(other) { return lists.isPhrase(other) }
    return lists.cost(of: list) < lists.cost(of: other)
  }

  /// 16: so many of a block's documents are scored one by one sooner than all are.
  private static let fewDocuments = 16

  /// All lists, the leading one first.
  var order: [Int] { [lead] + others }

  /// Whether the documents of a block are scored before they are looked up, while no threshold says so.
  var scoresFirst: Bool { expectedCount >= Self.fewDocuments }

  /// 8,192: where the shortest list has more documents, the best are found without those that cannot
  /// enter, and all are counted apart.
  private static let mostCounted = 8_192

  /// Whether it is no burden to find all documents where they are to be counted as well.
  var countsAtOnce: Bool {
    lists.cost(of: lead) <= Self.mostCounted && prohibited.isEmpty && filter.acceptsAll
  }

  /// Finds the best documents and counts all.
  mutating func runCounting(into top: inout TopDocuments) throws(CodecError) -> Int {
    isCounting = true
    try run(into: &top)
    return total
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    threshold = isCounting ? -.infinity : Double(top.threshold)
    while lists[lead].blockEnd != TermList.end {
      if let rest = try boundBlock(),
        try filter.mayAccept(lists[lead].blockStart, through: lists[lead].blockEnd)
      {
        lists[lead].cutoff = threshold - rest
        if !lists[lead].isOverFields { try lists[lead].load() }
        if lists[lead].isOverFields || lists[lead].count > 0 { try collect(rest, &top) }
      }
      try lists[lead].nextBlock()
    }
  }

  /// What the other lists can add to a document of the lead's block; `nil` where that is too little.
  private mutating func boundBlock() throws(CodecError) -> Double? {
    var rest = 0.0
    for other in others { rest += lists.listBound(of: other) }
    if threshold == -.infinity { return rest }
    let own = try lists[lead].boundBlock(above: threshold - rest)
    if own + rest <= threshold { return nil }
    let (first, last) = (lists[lead].blockStart, lists[lead].blockEnd)
    for (place, other) in others.enumerated() {
      let whole = lists.listBound(of: other)
      bounds[place] = try lists[other].bound(from: first, through: last)
      rest += bounds[place] - whole
      if own + rest <= threshold { return nil }
    }
    // Summed again: what was added and taken away need not cancel out.
    return bounds.reduce(0, +)
  }

  private mutating func collect(
    _ bound: Double, _ top: inout TopDocuments
  ) throws(CodecError) {
    var rest = bound
    let scoresFirst =
      threshold - rest > 0 || self.scoresFirst || lists[lead].hasScores || lists[lead].isOverFields
    var count = try scoresFirst ? select(above: threshold - rest) : copyDocuments()
    count = try filter.keep(count, memory)
    for (place, other) in others.enumerated() {
      if count == 0 { return }
      // SAFETY: so many candidates were written.
      if place > 0, scoresFirst {
        count = Int(
          unsafe quern_keep(memory.candidates, memory.sums, UInt32(count), threshold - rest))
      }
      rest -= bounds[place]
      let ownBound = scoresFirst || threshold == -.infinity ? 0 : try lists[lead].boundBlock()
      count = try lists[other].lookUp(
        count, isRequired: true, cutoff: threshold - rest - ownBound, memory)
    }
    if !scoresFirst { lists[lead].addScores(count, memory) }
    try offer(count, &top)
  }

  /// Takes the documents of the block whose scores in it are above a cutoff.
  private func select(above cutoff: Double) throws(CodecError) -> Int {
    try lists[lead].selectBlock(above: cutoff, memory)
  }

  /// Takes all documents of the block, unscored.
  private func copyDocuments() -> Int {
    let count = lists[lead].count
    // SAFETY: there is room for a block of candidates.
    unsafe memory.candidates.update(from: lists[lead].documents, count: count)
    unsafe memory.sums.update(repeating: 0, count: count)
    return count
  }

  private mutating func offer(_ count: Int, _ top: inout TopDocuments) throws(CodecError) {
    var kept = count
    for list in prohibited where kept > 0 {
      // SAFETY: `kept` candidates were written.
      kept = Int(unsafe quern_keep(memory.candidates, memory.sums, UInt32(kept), threshold))
      kept = try lists[list].leaveOut(kept, memory)
    }
    total += kept
    try filter.offer(memory, kept, segment: segment, to: &top)
    if !isCounting { threshold = Double(top.threshold) }
  }
}
