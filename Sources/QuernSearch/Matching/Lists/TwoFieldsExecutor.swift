import QuernCodec
import QuernModel

/// Finds the best documents of a word in two fields, in one walk over the blocks of both.
///
/// A block of the longer list is unpacked only where one of its documents can enter by its score there, or
/// one of the shorter list's together with the best of the block; nothing is joined.
struct TwoFieldsExecutor {
  private let lists: TermLists
  private let fields: FieldLists
  private let prohibited: Range<Int>
  private var filter: LiveFilter
  private let segment: Int
  private let memory: ListMemory

  /// The score that a document must exceed, and a ratio below which none does; of fields whose scores add
  /// up there is none.
  private var threshold = -Double.infinity
  private var leastRatio = -Float.infinity

  /// A score that enough documents exceed, before the first is offered.
  private var primed = -Double.infinity

  /// How far the shorter list's block has been walked.
  private var place = 0

  /// - Returns: `nil` where the only list that is not excluded is none of a word in two fields.
  init?(_ opened: OpenedLists) {
    guard opened.prohibited.lowerBound == 1, opened.lists[0].isOverTwoFields,
      let fields = opened.lists[0].fields
    else { return nil }
    prohibited = opened.prohibited
    lists = opened.lists
    self.fields = fields
    filter = opened.filter
    segment = opened.segment
    memory = opened.memory
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    if top.takesAll { primed = try primedThreshold(for: top.capacity) }
    raise(to: top)
    var start: UInt32 = 0
    while lists[0].listBound > threshold {
      let end = min(fields[0].blockEnd, fields[1].blockEnd)
      if end == TermList.end { return }
      if try filter.mayAccept(start, through: end) {
        var count = try select(from: start, through: end)
        for list in prohibited where count > 0 {
          count = try lists[list].leaveOut(count, memory)
        }
        if count > 0 {
          try filter.offer(memory, count, segment: segment, to: &top)
          raise(to: top)
        }
      }
      start = end &+ 1
      if fields[0].blockEnd == end { try fields[0].nextBlock() }
      if fields[1].blockEnd == end {
        try fields[1].nextBlock()
        place = 0
      }
    }
  }

  private mutating func raise(to top: borrowing TopDocuments) {
    let score = max(Double(top.threshold), primed)
    guard score > threshold else { return }
    threshold = score
    leastRatio =
      lists[0].addsUp ? -.infinity : lists[0].leastRatio(above: score, lists[0].weight.weight)
  }

  /// Whether a document with such ratios may exceed the threshold.
  private func mayExceed(_ longer: Float, _ shorter: Float) -> Bool {
    if lists[0].addsUp {
      return Double(fields[0].weight.score(ratio: longer))
        + Double(fields[1].weight.score(ratio: shorter)) > threshold
    }
    return longer + shorter >= leastRatio
  }

  /// Makes candidates of those documents whose scores exceed the threshold.
  ///
  /// - Returns: how many there are.
  private mutating func select(
    from start: UInt32, through end: UInt32
  ) throws(CodecError) -> Int {
    let isBehind = fields[0].blockEnd == TermList.end
    let longest = isBehind ? 0 : try fields[0].bestRatio()
    if !isBehind, mayExceed(longest, 0) {
      return try lists[0].selectParts(
        above: threshold, from: start, through: end, memory, fields)
    }
    guard fields[1].blockEnd != TermList.end, mayExceed(longest, try fields[1].bestRatio())
    else { return 0 }
    let (part, best) = try walk(from: start, through: end)
    guard !part.isEmpty, mayExceed(longest, best) else { return 0 }
    return try lists[0].selectShorter(
      part, above: threshold, longest: longest, memory, fields)
  }

  /// Walks over the shorter list's documents of a range, which lies in its block.
  ///
  /// - Returns: their places and the best of their ratios.
  private mutating func walk(
    from start: UInt32, through end: UInt32
  ) throws(CodecError) -> (part: Range<Int>, best: Float) {
    try fields[1].load()
    try fields[1].loadRatios()
    let (documents, ratios) = unsafe (fields[1].documents, fields[1].scores)
    let count = fields[1].count
    var best: Float = 0
    // SAFETY: there are so many documents, and a ratio for each.
    if place < count, unsafe documents[place] < start {
      place = min(count, fields[1].place(of: start))
    }
    let first = place
    while place < count, unsafe documents[place] <= end {
      best = max(best, unsafe ratios[place])
      place &+= 1
    }
    return (first..<place, best)
  }

  // MARK: Priming

  /// 2,048 documents of the shorter list are scored in 2 µs or so.
  private static let primingCount = 2_048

  /// 1,024: the blocks of shorter lists are soon unpacked, all of them.
  private static let manyDocuments = 1_024

  /// 64: of so many results on, documents that are looked up one by one cost more than they save.
  private static let mostPrimed = 64

  /// A score that so many documents exceed: some that the shorter list alone finds good are looked up in the
  /// longer one; −∞ where there are too few, or where documents may be turned away.
  private mutating func primedThreshold(for capacity: Int) throws(CodecError) -> Double {
    guard capacity > 0, capacity <= Self.mostPrimed, prohibited.isEmpty, filter.acceptsAllThatMeet,
      fields[1].cost >= capacity, fields[0].cost >= Self.manyDocuments
    else { return -.infinity }
    var good = TopDocuments(capacity: 2 * capacity)
    var rest = Self.primingCount
    while rest > 0, fields[1].blockEnd != TermList.end {
      if try fields[1].boundBlock() > Double(good.threshold),
        try filter.mayAccept(fields[1].blockStart, through: fields[1].blockEnd)
      {
        let found = try fields[1].selectBlock(above: Double(good.threshold), memory)
        let count = try filter.keep(found, memory)
        // SAFETY: so many candidates were written.
        unsafe good.offer(memory.candidates, memory.sums, count: count, segment: 0)
      }
      rest -= ListMemory.blockSize
      try fields[1].nextBlock()
    }
    fields[1].restart()
    let documents = good.sorted().sorted { $0.document < $1.document }
    var best = TopDocuments(capacity: capacity)
    for found in documents {
      let longer = try fields[0].ratio(of: found.document.rawValue)
      let score = leastScore(longer, shorter: found.score)
      best.offer(ScoredDocument(score: score, segment: 0, document: found.document))
    }
    fields[0].restart()
    return best.hasRoom ? -.infinity : Double(best.threshold.nextDown)
  }

  /// What a document scores at least by its ratio in the longer field and its score in the shorter one.
  private func leastScore(_ longer: Float?, shorter score: Float) -> Float {
    guard let longer else { return score }
    let weight = lists[0].weight
    if lists[0].addsUp {
      return (score + fields[0].weight.score(ratio: longer)) * (1 - 0x1p-16)
    }
    // The ratio that has such a score, found from a rounded score and rounded down well.
    let ratio = (weight.weight / (weight.weight - score) - 1) * (1 - 0x1p-7)
    guard ratio > 0, ratio < 1_000 else { return max(score, weight.score(ratio: longer)) }
    // Scores are rounded by about 2⁻²⁴ of the weight, however small they are: of low ones the ratio keeps
    // few places, and a share of the score would be no margin.
    let together = weight.score(ratio: longer + ratio) * (1 - 0x1p-16)
    return max(score, together - weight.weight * 0x1p-20)
  }
}
