import QuernCodec
import QuernModel

/// Where pairs of some words stand, found from the words' own lists.
///
/// A range of documents at a time: the words of each document are brought together, and each looks at
/// the position behind it.
struct PairOccurrences {
  /// The occurrences of one pair: the number of its first word times 64, and that of its second.
  struct Group {
    var pair: UInt16
    var range: Range<Int>
  }

  /// In the order of the pairs' numbers; none is empty.
  private(set) var groups: [Group] = []

  /// By pair, then by document and position; the position is that of the first word.
  private(set) var documents: [UInt32] = []
  private(set) var positions: [UInt32] = []

  var count: Int { documents.count }

  /// 16,384: their frequent words take some megabytes.
  private static let documentsAtOnce: UInt32 = 16_384

  /// - Parameter limit: above so many occurrences the search ends; ``count`` is greater then.
  init(_ words: [PairWordReader], limit: Int = .max) throws(CodecError) {
    var words = words
    var log = PairLog()
    var places = PairPlaces()
    while log.pairs.count <= limit, let next = words.lazy.map(\.document).min(),
      next != DocumentID.end.rawValue
    {
      let last = next.addingReportingOverflow(Self.documentsAtOnce - 1)
      places.begin(next, documentCount: Int(Self.documentsAtOnce))
      for number in words.indices {
        try places.read(
          &words[number], UInt8(number), through: last.overflow ? .max - 1 : last.partialValue)
      }
      places.forEachDocument { document, places in log.append(document, places) }
    }
    sort(log)
  }

  /// Brings the occurrences into the order of the pairs, without changing that of each pair.
  private mutating func sort(_ log: PairLog) {
    let most = PairFormat.maximumWordCount * PairFormat.maximumWordCount
    var ends = [Int](repeating: 0, count: most)
    for pair in log.pairs { ends[Int(pair)] += 1 }
    var sum = 0
    for pair in 0..<most {
      let size = ends[pair]
      ends[pair] = sum
      if size > 0 { groups.append(Group(pair: UInt16(pair), range: sum..<sum + size)) }
      sum += size
    }
    documents = [UInt32](repeating: 0, count: log.pairs.count)
    positions = documents
    for (number, pair) in log.pairs.enumerated() {
      let place = ends[Int(pair)]
      ends[Int(pair)] = place + 1
      documents[place] = log.documents[number]
      positions[place] = log.positions[number]
    }
  }

  /// Calls a function for each document of a pair, with where its positions stand in ``positions``.
  func forEachDocument(
    of group: Group, _ body: (UInt32, Range<Int>) throws(CodecError) -> Void
  ) throws(CodecError) {
    var start = group.range.lowerBound
    while start < group.range.upperBound {
      var end = start + 1
      while end < group.range.upperBound, documents[end] == documents[start] { end += 1 }
      try body(documents[start], start..<end)
      start = end
    }
  }
}
