import CKernels
import QuernCodec
import QuernModel

/// Finds the best documents of a query whose clauses are single terms, block by block.
///
/// Candidates come from leads: from the rarest required clause, or from those optional lists without
/// which no document can pass the threshold (MAXSCORE: Turtle and Flood, "Query evaluation: strategies
/// and optimizations", 1995). Leads are scored by whole blocks; several are added up in a window of
/// documents (as in Lucene's bulk scorer of MAXSCORE). The other lists are only looked up for the
/// candidates that can still enter the list of results. Bounds are those of the blocks that a window
/// touches (block maxima: Ding and Suel, SIGIR 2011).
struct ListExecutor {
  let lists: TermLists
  let required: [Range<Int>]
  let prohibited: Range<Int>
  var filter: LiveFilter
  let segment: Int
  let memory: ListMemory

  /// The required clauses, the rarest first, and what the rarest costs.
  let requiredOrder: [Int]
  let requiredCost: Int

  /// The optional lists by the bounds of the lists, the lowest first.
  let optionalOrder: [Int]

  // Bounds of the lists over their whole length: of all required ones, and of the optional ones up to
  // and including each of `optionalOrder`.
  let requiredSum: Double
  let optionalSums: [Double]

  /// The phrases that are scored, and what all lists that are score at most.
  private let phrases: [Int]
  private let wholeBound: Double

  /// The bounds of the lists for the documents that are looked at.
  var bounds: [Double]

  /// The leads of a window that can carry a document of it; kept for its memory.
  private var leading: [Int] = []

  /// The score that a document must exceed.
  var threshold = -Double.infinity

  /// The number of documents that are added up at once: grows, so that a threshold is found soon.
  var windowSize: UInt32 = 256

  init(_ opened: OpenedLists) {
    let lists = opened.lists
    self.lists = lists
    required = opened.required
    prohibited = opened.prohibited
    filter = opened.filter
    segment = opened.segment
    memory = opened.memory
    let costs = required.map { $0.reduce(0) { $0 + lists.cost(of: $1) } }
    requiredOrder = required.indices.sorted { costs[$0] < costs[$1] }
    requiredCost = costs.min() ?? .max
    optionalOrder = opened.optional.sorted { lists.listBound(of: $0) < lists.listBound(of: $1) }
    requiredSum = required.joined().reduce(0) { $0 + lists.listBound(of: $1) }
    var sum = requiredSum
    optionalSums = optionalOrder.map { list in
      sum += lists.listBound(of: list)
      return sum
    }
    let scored = 0..<opened.prohibited.lowerBound
    phrases = scored.filter { lists.isPhrase($0) }
    wholeBound = scored.reduce(0) { $0 + lists.listBound(of: $1) }
    // Excluded lists add nothing.
    bounds = lists.indices.map { $0 < opened.prohibited.lowerBound ? lists.listBound(of: $0) : 0 }
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    threshold = Double(top.threshold)
    // The best documents are no measure of those behind a place.
    if top.takesAll { threshold = max(threshold, try primedThreshold(for: top.capacity)) }
    var start: UInt32 = 0
    var leads = Leads()
    while start < filter.documentCount, optionalSums.last ?? requiredSum > threshold {
      choose(&leads)
      let isLast = try runWindow(&start, leads: leads, &top)
      if isLast { return }
    }
  }

  /// The lists that candidates are taken from.
  private struct Leads {
    var lists: [Int] = []

    /// Up to where the optional lists are not needed; below 0 while nothing was chosen.
    var skipped = -1
    var areRequired = false

    /// Whether there are several with so few documents that they are merged, a block of each at most at a
    /// time, and not added up in windows.
    var areFew = false
  }

  /// 128: fewer documents in a window of 4,096 are merged sooner than its sums are looked through.
  private static let fewInWindow = 128

  /// Chooses the leads anew where the threshold has risen enough for others.
  private func choose(_ leads: inout Leads) {
    var skipped = 0
    while skipped < optionalSums.count, optionalSums[skipped] <= threshold { skipped += 1 }
    let areRequired =
      !required.isEmpty
      && (requiredSum > threshold
        || requiredCost <= optionalOrder[skipped...].reduce(0) { $0 + lists.cost(of: $1) })
    if skipped == leads.skipped, areRequired == leads.areRequired { return }
    (leads.skipped, leads.areRequired) = (skipped, areRequired)
    leads.lists = areRequired ? Array(required[requiredOrder[0]]) : Array(optionalOrder[skipped...])
    leads.areFew = areFew(leads.lists)
  }

  private func areFew(_ leads: [Int]) -> Bool {
    let listCount = leads.reduce(0) { $0 + (lists[$1].isOverTwoFields ? 2 : 1) }
    guard leads.count > 1, listCount * ListMemory.blockSize <= ListMemory.maximumMerged,
      leads.allSatisfy({ isFewAtOnce($0) })
    else { return false }
    let cost = leads.reduce(0) { $0 + lists.cost(of: $1) }
    return cost * (ListMemory.windowSize / Self.fewInWindow) <= Int(filter.documentCount)
  }

  /// A score that so many documents exceed: what they score in one list alone, which is at least that.
  ///
  /// With it the leads are few from the start. It is looked for in the first blocks of the list that
  /// counts most; −∞ where there is none, or where documents may be turned away.
  private mutating func primedThreshold(for capacity: Int) throws(CodecError) -> Double {
    guard required.isEmpty, prohibited.isEmpty, filter.acceptsAllThatMeet, optionalOrder.count > 1,
      let list = optionalOrder.last(where: {
        lists.cost(of: $0) >= capacity && (lists[$0].parts == nil || lists[$0].isOverFields)
      })
    else { return -.infinity }
    var best = TopDocuments(capacity: capacity)
    var rest = max(Self.primingCount, 4 * capacity)
    while rest > 0, lists[list].blockEnd != TermList.end {
      if try lists[list].boundBlock() > Double(best.threshold),
        try filter.mayAccept(lists[list].blockStart, through: lists[list].blockEnd)
      {
        let found = try lists[list].selectBlock(above: Double(best.threshold), memory)
        let count = try filter.keep(found, memory)
        // SAFETY: so many candidates were written.
        unsafe best.offer(memory.candidates, memory.sums, count: count, segment: 0)
      }
      rest -= ListMemory.blockSize
      try lists[list].nextBlock()
    }
    lists[list].restart()
    return best.hasRoom ? -.infinity : Double(best.threshold.nextDown)
  }

  /// 2,048 documents are scored in 2 µs or so.
  private static let primingCount = 2_048

  // MARK: Windows

  /// Finds the best documents of the next window and moves `start` behind it.
  ///
  /// - Returns: whether the leads are exhausted.
  private mutating func runWindow(
    _ start: inout UInt32, leads chosen: Leads, _ top: inout TopDocuments
  ) throws(CodecError) -> Bool {
    let leads = chosen.lists
    // A document that scores no more in a phrase cannot enter with all that it may have elsewhere.
    for phrase in phrases {
      lists[phrase].cutoff = threshold - (wholeBound - lists.listBound(of: phrase))
    }
    var first = TermList.end
    var last = TermList.end
    for lead in leads {
      try lists[lead].seekBlock(start)
      guard lists[lead].blockEnd != TermList.end else { continue }
      if leads.count > 1 { try loadDocuments(of: lead) }
      first = min(first, max(start, lists[lead].blockStart))
      last = min(last, lists[lead].blockEnd)
    }
    guard first != TermList.end else { return true }
    if leads.count > 1, !chosen.areFew {
      last = min(first + windowSize, filter.documentCount) - 1
      windowSize = min(2 * windowSize, UInt32(ListMemory.windowSize))
    }
    start = last + 1
    guard try filter.mayAccept(first, through: last) else { return false }
    if threshold > -.infinity {
      guard try boundWindow(first, last, leads) else { return false }
    }
    try collect(first, last, chosen, &top)
    return false
  }

  /// Computes the bounds for a window; false where none of its documents can enter.
  private mutating func boundWindow(
    _ first: UInt32, _ last: UInt32, _ leads: [Int]
  ) throws(CodecError) -> Bool {
    var sum = optionalSums.last ?? requiredSum
    // The leads first: often they are enough to tell.
    for lead in leads {
      bounds[lead] =
        leads.count == 1 && lists[lead].isOverFields
        ? try lists[lead].boundBlock(above: threshold - (sum - lists.listBound(of: lead)))
        : try lists[lead].bound(from: first, through: last)
      sum += bounds[lead] - lists.listBound(of: lead)
    }
    for list in 0..<prohibited.lowerBound where !leads.contains(list) {
      if sum <= threshold { return false }
      bounds[list] = try lists[list].bound(from: first, through: last)
      sum += bounds[list] - lists.listBound(of: list)
    }
    return sum > threshold
  }

  private mutating func collect(
    _ first: UInt32, _ last: UInt32, _ chosen: Leads, _ top: inout TopDocuments
  ) throws(CodecError) {
    let leads = chosen.lists
    var rest = 0.0
    for bound in bounds { rest += bound }
    if leads.count == 1 {
      return try selectBlocks(first, last, leads, rest - bounds[leads[0]], &top)
    }
    // Leads that cannot carry a document of this window are looked up only.
    var leading: [Int] = []
    swap(&leading, &self.leading)
    leading.removeAll(keepingCapacity: true)
    for lead in leads {
      var place = leading.count
      while place > 0, bounds[leading[place - 1]] < bounds[lead] { place -= 1 }
      leading.insert(lead, at: place)
      rest -= bounds[lead]
    }
    while let last = leading.last, rest + bounds[last] <= threshold {
      rest += bounds[last]
      leading.removeLast()
    }
    if leading.count == 1 {
      try selectBlocks(first, last, leading, rest, &top)
    } else if leading.count > 1 {
      let count =
        try chosen.areFew
        ? addUpMerging(first, last, leading, cutoff: threshold - rest)
        : addUp(first, last, leading, cutoff: threshold - rest)
      try finish(count, leading, rest, &top)
    }
    swap(&leading, &self.leading)
  }

  /// Takes the candidates from one lead, block by block.
  private mutating func selectBlocks(
    _ first: UInt32, _ last: UInt32, _ leading: [Int], _ rest: Double, _ top: inout TopDocuments
  ) throws(CodecError) {
    let lead = leading[0]
    var next = first
    if lists[lead].isOverFields, lists[lead].blockStart >= first, lists[lead].blockEnd == last {
      let count = try lists[lead].selectBlock(above: threshold - rest, memory)
      return count > 0 ? try finish(count, leading, rest, &top) : ()
    }
    if lists[lead].isOverTwoFields, let fields = lists[lead].fields {
      return try selectTwoFields(fields, first, last, leading, rest, &top)
    }
    while let (part, end) = try scored(lead, from: next, through: last) {
      let count = lists[lead].select(part, above: threshold - rest, memory)
      if count > 0 { try finish(count, leading, rest, &top) }
      if end >= last { return }
      next = end + 1
    }
  }
}
