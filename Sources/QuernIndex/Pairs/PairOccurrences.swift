import QuernCodec
import QuernModel

/// Where pairs of some words stand, by pair.
///
/// ``PairFinder`` finds them in the tokens of a field that is being built. Here they are found from the
/// words' own lists, a range of documents at a time: the words of each document are brought together,
/// and each looks at the position behind it.
struct PairOccurrences: Sendable {
  /// The occurrences of one pair: the number of its first word times 64, and that of its second.
  struct Group: Sendable {
    var pair: UInt16
    var range: Range<Int>
  }

  /// In the order of the pairs' numbers; none is empty.
  private(set) var groups: [Group] = []

  /// By pair, then ascending: a document in the high half, the position of the first word in the low one.
  private(set) var tokens: [UInt64] = []

  var count: Int { tokens.count }

  /// - Parameter limit: above so many occurrences the search ends; ``count`` is greater then.
  init(_ words: [PairWordReader], limit: Int = .max) throws(CodecError) {
    var log = PairLog()
    try log.find(words, before: .max, limit: limit)
    sort([log])
  }

  /// Brings occurrences into their order.
  ///
  /// - Parameters:
  ///   - logs: those of some documents each, which ascend.
  ///   - counts: how often each pair is there.
  ///   - numbers: the new number of each word; `nil` for those whose pairs are left out.
  init(_ logs: [PairLog], counts: [Int], numbers: [Int?]) { sort(logs, counts, numbers) }

  /// How often each pair is there, by its number.
  static func counts(of logs: [PairLog]) -> [Int] {
    var counts = [Int](repeating: 0, count: PairFormat.maximumPairCount)
    for log in logs { log.add(to: &counts) }
    return counts
  }

  /// Finds them by several threads, each in its share of the documents.
  ///
  /// - Parameter open: opens the words' lists at their first documents from one on.
  init(
    documentCount: UInt32, limit: Int, threads: Int,
    open: @escaping @Sendable (_ first: UInt32) throws(CodecError) -> [PairWordReader]
  ) throws(CodecError) {
    // As many documents have as many words, nearly.
    let share = documentCount / UInt32(clamping: threads) + 1
    let starts = Array(stride(from: 0, to: documentCount, by: Int(share)))
    var logs: [PairLog] = []
    var count = 0
    try ParallelWork.inOrder(starts.count, threads: threads) {
      number -> Result<PairLog, CodecError> in
      Result { () throws(CodecError) in
        var found = PairLog()
        let (end, overflow) = starts[number].addingReportingOverflow(share)
        try found.find(try open(starts[number]), before: overflow ? .max : end, limit: limit)
        return found
      }
    } consume: { (found) throws(CodecError) in
      let later = try found.get()
      if count <= limit { logs.append(later) }
      count += later.count
    }
    sort(logs)
  }

  private mutating func sort(_ logs: [PairLog]) {
    sort(logs, Self.counts(of: logs), Array(0..<PairFormat.maximumWordCount))
  }

  /// Brings the occurrences into the order of the pairs, without changing that of each pair.
  private mutating func sort(_ logs: [PairLog], _ counts: [Int], _ numbers: [Int?]) {
    // Those that are left out go to one place behind the others, again and again.
    let order = Self.order(counts, numbers)
    let kept = order.reduce(0) { $0 + counts[$1.pair] }
    var ends = [Int](repeating: kept, count: PairFormat.maximumPairCount)
    var steps = [Int](repeating: 0, count: PairFormat.maximumPairCount)
    var sum = 0
    for (number, pair) in order {
      groups.append(Group(pair: UInt16(number), range: sum..<sum + counts[pair]))
      (ends[pair], steps[pair]) = (sum, 1)
      sum += counts[pair]
    }
    tokens = [UInt64](repeating: 0, count: kept + 1)
    var sorted = tokens.mutableSpan
    var places = ends.mutableSpan
    for log in logs {
      for index in log.pairs.indices {
        let pair = Int(log.pairs[index])
        sorted[places[pair]] = log.tokens[index]
        places[pair] &+= steps[pair]
      }
    }
    tokens.removeLast()
  }

  /// The pairs that are there, by their new numbers.
  private static func order(_ counts: [Int], _ numbers: [Int?]) -> [(number: Int, pair: Int)] {
    var order: [(number: Int, pair: Int)] = []
    for (pair, count) in counts.enumerated() where count > 0 {
      let words = pair.quotientAndRemainder(dividingBy: PairFormat.maximumWordCount)
      guard let first = numbers[words.quotient], let second = numbers[words.remainder] else {
        continue
      }
      order.append((first * PairFormat.maximumWordCount + second, pair))
    }
    return order.sorted { $0.number < $1.number }
  }

  /// Calls a function for each document of a pair, with the positions.
  func forEachDocument<Failure: Error>(
    of group: Group, _ body: (UInt32, [UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    var positions: [UInt32] = []
    for place in group.range {
      positions.append(UInt32(truncatingIfNeeded: tokens[place]))
      let isLast =
        place + 1 == group.range.upperBound || tokens[place + 1] >> 32 != tokens[place] >> 32
      guard isLast else { continue }
      try body(UInt32(truncatingIfNeeded: tokens[place] >> 32), positions)
      positions.removeAll(keepingCapacity: true)
    }
  }
}
