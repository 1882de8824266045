import CKernels
import QuernCodec
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernel that walks the lists of several words gives what sets and a loop give, to the last bit.
struct ConjunctionKernelTests {
  /// Some lists of random documents, written one behind the other.
  private struct Lists {
    var lists: [[UInt32: UInt32]] = []
    var kernel: KernelLists
    private static let model = BM25(k1: 1.2, b: 0.75)
    private static let norms = NormTable(model, averageLength: 150)

    init(_ random: inout SeededGenerator) {
      let documentCount = [200, 1_500, 6_000].randomElement(using: &random) ?? 200
      let lengths = (0..<documentCount).map { _ in UInt8.random(in: 10...90, using: &random) }
      kernel = KernelLists(lengths: lengths, documentCount: UInt32(documentCount))
      var writer = PostingListWriter()
      for _ in 0..<Int.random(in: 2...5, using: &random) {
        let shares = [1, 0.5, 0.2, 0.03, 20 / Double(documentCount)]
        let share = shares.randomElement(using: &random) ?? 1
        // From anywhere to anywhere: a list may end early or begin late.
        let places = (0..<2).map { _ in Int.random(in: 0..<documentCount, using: &random) }.sorted()
        let range = Bool.random(using: &random) ? places[0]...places[1] : 0...documentCount - 1
        let most: UInt32 = [1, 3, 300].randomElement(using: &random) ?? 1
        var list: [UInt32: UInt32] = [:]
        for document in range where Double.random(in: 0..<1, using: &random) <= share {
          let isRich = Int.random(in: 0..<9, using: &random) == 0
          list[UInt32(document)] = isRich ? UInt32.random(in: 1...most, using: &random) : 1
        }
        append(list, idf: Double.random(in: 0.1...9, using: &random), to: &writer)
      }
      kernel.postings = writer.takePostings()
    }

    /// Lists of similar weight in which each stretch of 500 documents has lengths and frequencies of its own,
    /// so that the bounds of most blocks are far below that of their list.
    init(stretches random: inout SeededGenerator) {
      let levels = (0..<13).map { _ in Int.random(in: 0...9, using: &random) }
      let lengths = (0..<6_000).map { document in
        UInt8(80 - 7 * levels[document / 500] + Int.random(in: 0..<9, using: &random))
      }
      kernel = KernelLists(lengths: lengths, documentCount: 6_000)
      var writer = PostingListWriter()
      for _ in 0..<Int.random(in: 2...3, using: &random) {
        let share = Double.random(in: 0.4...1, using: &random)
        var list: [UInt32: UInt32] = [:]
        for document in 0..<6_000 where Double.random(in: 0..<1, using: &random) <= share {
          let most = UInt32(1 + levels[document / 500])
          list[UInt32(document)] = UInt32.random(in: 1...most, using: &random)
        }
        append(list, idf: Double.random(in: 4...5, using: &random), to: &writer)
      }
      kernel.postings = writer.takePostings()
    }

    private mutating func append(
      _ list: [UInt32: UInt32], idf: Double, to writer: inout PostingListWriter
    ) {
      if list.isEmpty { return }
      for (document, frequency) in list.sorted(by: { $0.key < $1.key }) {
        writer.append(
          document: document, lengthCode: kernel.lengths[Int(document)],
          positions: [UInt32](repeating: 1, count: Int(frequency)))
      }
      kernel.entries.append(writer.finishList())
      lists.append(list)
      kernel.weights.append(TermWeight(Self.model, weight: 1, idf: idf, norms: Self.norms))
    }

    /// The documents that are in all lists, with their scores; ascending.
    var matches: [(document: UInt32, score: Double)] {
      guard let first = lists.first else { return [] }
      return first.keys.sorted().filter { document in lists.allSatisfy { $0[document] != nil } }
        .map { document in
          let scores = lists.indices.map { list in
            kernel.weights[list].score(
              frequency: UInt64(lists[list][document] ?? 0),
              lengthCode: kernel.lengths[Int(document)])
          }
          return (document, scores.reduce(0) { $0 + Double($1) })
        }
    }

    /// Calls a function with each block of matches that the kernel finds, which gives the next threshold.
    ///
    /// - Returns: whether the kernel found the bytes sound.
    func walk(
      scoring: Bool = true, threshold: Double = -.infinity,
      _ body: (ListMemory, Int) -> Double
    ) -> Bool {
      let entries = kernel.entries
      let order = entries.indices.sorted {
        entries[$0].documentFrequency < entries[$1].documentFrequency
      }
      let memory = ListMemory(listCount: order.count + 1, longestBlock: 128, addsUp: false)
      var threshold = threshold
      return unsafe kernel.open(order, memory) { field, lists in
        var matches = unsafe quern_matches(
          documents: memory.candidates, sums: memory.sums, places: memory.places,
          frequencies: memory.frequencies(of: order.count), scores: memory.scores(of: order.count))
        while true {
          let count = unsafe quern_next_matches(
            &field, lists, UInt32(order.count), threshold, scoring ? 1 : 0, &matches)
          if count <= 0 { return count == 0 }
          threshold = body(memory, Int(count))
        }
      }
    }
  }

  private static func documents(_ memory: ListMemory, _ count: Int) -> [UInt32] {
    (0..<count).map { unsafe memory.candidates[$0] }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `all matches are found with their scores`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lists = Lists(&random)
    guard lists.lists.count > 1 else { return }
    let expected = lists.matches
    var (documents, counted): ([UInt32], [UInt32]) = ([], [])
    var scores: [Double] = []
    let isSound = lists.walk { found, count in
      documents += Self.documents(found, count)
      for place in 0..<count { scores.append(unsafe found.sums[place]) }
      return -.infinity
    }
    #expect(isSound && documents == expected.map(\.document), "seed \(seed)")
    #expect(scores == expected.map(\.score), "seed \(seed)")
    let isCounted = lists.walk(scoring: false) { found, count in
      counted += Self.documents(found, count)
      return .infinity
    }
    #expect(isCounted && counted == documents, "seed \(seed)")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `no document is passed over that belongs to the best`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lists = Lists(&random)
    guard lists.lists.count > 1 else { return }
    let wanted = try #require([1, 3, 20].randomElement(using: &random))
    let found = Self.checkBest(wanted, of: lists, "seed \(seed)")
    #expect(found <= lists.matches.count, "seed \(seed)")
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `blocks whose best cannot enter are passed over`(seed: UInt64) {
    var random = SeededGenerator(seed: 300 + seed)
    let lists = Lists(stretches: &random)
    for wanted in [1, 10] {
      let found = Self.checkBest(wanted, of: lists, "seed \(seed), \(wanted) wanted")
      #expect(found < lists.matches.count, "seed \(seed), \(wanted) wanted")
    }
  }

  /// Compares the best of what is found with the best of all.
  ///
  /// - Returns: how many documents were found.
  private static func checkBest(_ wanted: Int, of lists: Lists, _ comment: Comment) -> Int {
    var (top, best) = (TopDocuments(capacity: wanted), TopDocuments(capacity: wanted))
    for (document, score) in lists.matches {
      best.offer(
        ScoredDocument(
          score: Float(score), segment: 0, document: DocumentID(rawValue: document)))
    }
    var found = 0
    let isSound = lists.walk { memory, count in
      found += count
      unsafe top.offer(memory.candidates, memory.sums, count: count, segment: 0)
      return Double(top.threshold)
    }
    #expect(isSound && top.sorted() == best.sorted(), comment)
    return found
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `of damaged bytes come documents of the segment, or none`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var lists = Lists(&random)
    guard lists.lists.count > 1 else { return }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<lists.kernel.postings.count, using: &random)
      lists.kernel.postings[place] = UInt8.random(in: 0...255, using: &random)
    }
    if Bool.random(using: &random) {
      lists.kernel.postings.removeLast(
        Int.random(in: 0..<lists.kernel.postings.count, using: &random))
    }
    var last: UInt32?
    _ = lists.walk { memory, count in
      for document in Self.documents(memory, count) {
        #expect(document < lists.kernel.documentCount, "seed \(seed)")
        if let last { #expect(document > last, "seed \(seed)") }
        last = document
      }
      return -.infinity
    }
  }
}
