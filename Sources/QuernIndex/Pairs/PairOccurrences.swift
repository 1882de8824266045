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

  /// By pair, then by document and position; the position is that of the first word.
  private(set) var documents: [UInt32] = []
  private(set) var positions: [UInt32] = []

  var count: Int { documents.count }

  /// - Parameter limit: above so many occurrences the search ends; ``count`` is greater then.
  init(_ words: [PairWordReader], limit: Int = .max) throws(CodecError) {
    var log = PairLog()
    try log.find(words, before: .max, limit: limit)
    sort([log])
  }

  /// Brings occurrences into their order.
  ///
  /// - Parameter logs: those of some documents each, which ascend.
  init(_ logs: [PairLog]) { sort(logs) }

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

  /// Brings the occurrences into the order of the pairs, without changing that of each pair.
  private mutating func sort(_ logs: [PairLog]) {
    let most = PairFormat.maximumWordCount * PairFormat.maximumWordCount
    var ends = [Int](repeating: 0, count: most)
    for log in logs {
      for pair in log.pairs { ends[Int(pair)] += 1 }
    }
    var sum = 0
    for pair in 0..<most {
      let size = ends[pair]
      ends[pair] = sum
      if size > 0 { groups.append(Group(pair: UInt16(pair), range: sum..<sum + size)) }
      sum += size
    }
    documents = [UInt32](repeating: 0, count: sum)
    positions = documents
    for log in logs {
      for (number, pair) in log.pairs.enumerated() {
        let place = ends[Int(pair)]
        ends[Int(pair)] = place + 1
        documents[place] = log.documents[number]
        positions[place] = log.positions[number]
      }
    }
  }

  /// Calls a function for each document of a pair, with where its positions stand in ``positions``.
  func forEachDocument<Failure: Error>(
    of group: Group, _ body: (UInt32, Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    var start = group.range.lowerBound
    while start < group.range.upperBound {
      var end = start + 1
      while end < group.range.upperBound, documents[end] == documents[start] { end += 1 }
      try body(documents[start], start..<end)
      start = end
    }
  }
}
