import CKernels
import QuernCodec
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// The kernel that walks the lists that words have in two fields gives what sets and a loop give, to the last
/// bit.
struct FieldsConjunctionKernelTests {
  /// Some words in two fields of random documents; no list where a field lacks a word.
  private struct Words {
    var fields: [KernelLists] = []

    /// By field and word.
    var lists: [[[UInt32: UInt32]]] = []

    init(_ random: inout SeededGenerator) {
      let documentCount = [200, 1_500, 6_000].randomElement(using: &random) ?? 200
      // Where k1 is 0, ratios are infinite.
      let model = BM25(k1: [1.2, 1.2, 0].randomElement(using: &random) ?? 1.2, b: 0.75)
      let count = Int.random(in: 2...4, using: &random)
      let idfs = (0..<count).map { _ in Double.random(in: 0.1...9, using: &random) }
      for averageLength in [150.0, 12] {
        let norms = NormTable(model, averageLength: averageLength)
        let lengths = (0..<documentCount).map { _ in UInt8.random(in: 10...90, using: &random) }
        var kernel = KernelLists(lengths: lengths, documentCount: UInt32(documentCount))
        var writer = PostingListWriter()
        lists.append([])
        for idf in idfs {
          let list = Self.list(documentCount, &random)
          lists[lists.count - 1].append(list)
          for (document, frequency) in list.sorted(by: { $0.key < $1.key }) {
            writer.append(
              document: document, lengthCode: lengths[Int(document)],
              positions: [UInt32](repeating: 1, count: Int(frequency)))
          }
          kernel.entries.append(
            list.isEmpty
              ? TermEntry(
                documentFrequency: 0, totalFrequency: 0, postingsOffset: 0, positionsOffset: 0)
              : writer.finishList())
          kernel.weights.append(TermWeight(model, weight: 1, idf: idf, norms: norms))
        }
        kernel.postings = writer.takePostings()
        fields.append(kernel)
      }
    }

    /// From anywhere to anywhere: a list may end early or begin late, or have no document.
    private static func list(
      _ documentCount: Int, _ random: inout SeededGenerator
    ) -> [UInt32: UInt32] {
      let shares = [1, 0.5, 0.2, 0.03, 20 / Double(documentCount), 0]
      let share = shares.randomElement(using: &random) ?? 1
      let places = (0..<2).map { _ in Int.random(in: 0..<documentCount, using: &random) }.sorted()
      let range = Bool.random(using: &random) ? places[0]...places[1] : 0...documentCount - 1
      let most: UInt32 = [1, 3, 300].randomElement(using: &random) ?? 1
      var list: [UInt32: UInt32] = [:]
      for document in range where Double.random(in: 0..<1, using: &random) < share {
        let isRich = Int.random(in: 0..<9, using: &random) == 0
        list[UInt32(document)] = isRich ? UInt32.random(in: 1...most, using: &random) : 1
      }
      return list
    }

    private func ratio(_ document: UInt32, _ field: Int, _ word: Int) -> Float {
      guard let frequency = lists[field][word][document] else { return 0 }
      let code = fields[field].lengths[Int(document)]
      return Float(frequency) * fields[field].weights[word].norms.inverse(code)
    }

    private func score(_ document: UInt32, _ word: Int) -> Double {
      let weight = fields[0].weights[word]
      let base = ratio(document, 0, word)
      return Double(weight.score(ratio: base))
        + Double(weight.addition(ratio: ratio(document, 1, word), base: base))
    }

    /// The documents that have all words in a field or the other, with their scores; ascending.
    var matches: [(document: UInt32, score: Double)] {
      let words = lists[0].indices
      return (0..<fields[0].documentCount)
        .filter { document in
          words.allSatisfy { lists[0][$0][document] != nil || lists[1][$0][document] != nil }
        }
        .map { document in (document, words.reduce(0) { $0 + score(document, $1) }) }
    }

    private func frequency(_ word: Int) -> Int { lists[0][word].count + lists[1][word].count }

    /// Opens the lists of a field, every other one, from the place of the field on.
    private func open(
      _ field: Int, _ order: [Int], _ kernelField: inout quern_field,
      _ opened: UnsafeMutablePointer<quern_list>, _ memory: ListMemory
    ) -> Bool {
      for (place, word) in order.enumerated() {
        let number = 2 * place + field
        let (entry, weight) = (fields[field].entries[word], fields[field].weights[word].weight)
        let documents = unsafe memory.documents(of: number)
        let frequencies = unsafe memory.frequencies(of: number)
        if entry.documentFrequency == 0 {
          unsafe opened[number] = quern_empty_list(weight, documents, frequencies)
        } else if unsafe quern_open_list(
          &kernelField, Int(entry.postingsOffset), entry.documentFrequency, weight, documents,
          frequencies, opened + number) == 0
        {
          return false
        }
      }
      return true
    }

    /// Calls a function with each range's matches that the kernel finds, which gives the next threshold.
    ///
    /// - Returns: whether the kernel found the bytes sound.
    func walk(scoring: Bool = true, _ body: (ListMemory, Int) -> Double) -> Bool {
      let order = lists[0].indices.sorted { frequency($0) < frequency($1) }
      let memory = ListMemory(listCount: 2 * order.count, longestBlock: 256, addsUp: false)
      let opened = UnsafeMutablePointer<quern_list>.allocate(capacity: 2 * order.count)
      defer { unsafe opened.deallocate() }
      return unsafe fields[0].withField { longer in
        unsafe fields[1].withField { shorter in
          guard unsafe open(0, order, &longer, opened, memory),
            unsafe open(1, order, &shorter, opened, memory)
          else { return false }
          let both = unsafe [longer, shorter]
          var matches = unsafe quern_field_matches(
            documents: memory.candidates, sums: memory.sums, next: 0)
          var threshold = -Double.infinity
          while true {
            let count = unsafe quern_next_field_matches(
              both, opened, UInt32(order.count), threshold, scoring ? 1 : 0, &matches)
            if count <= 0 { return count == 0 }
            threshold = body(memory, Int(count))
          }
        }
      }
    }
  }

  private static func documents(_ memory: ListMemory, _ count: Int) -> [UInt32] {
    (0..<count).map { unsafe memory.candidates[$0] }
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `all matches are found with their scores`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = Words(&random)
    let expected = words.matches
    var (documents, counted): ([UInt32], [UInt32]) = ([], [])
    var scores: [Double] = []
    let isSound = words.walk { found, count in
      documents += Self.documents(found, count)
      for place in 0..<count { scores.append(unsafe found.sums[place]) }
      return -.infinity
    }
    #expect(isSound && documents == expected.map(\.document), "seed \(seed)")
    #expect(scores == expected.map(\.score), "seed \(seed)")
    let isCounted = words.walk(scoring: false) { found, count in
      counted += Self.documents(found, count)
      return .infinity
    }
    #expect(isCounted && counted == documents, "seed \(seed)")
  }

  @Test func `no document is passed over that belongs to the best`() {
    var passedOver = 0
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: 1_000 + seed)
      let words = Words(&random)
      let wanted = [1, 3, 20].randomElement(using: &random) ?? 1
      var (top, best) = (TopDocuments(capacity: wanted), TopDocuments(capacity: wanted))
      let matches = words.matches
      for (document, score) in matches {
        best.offer(
          ScoredDocument(
            score: Float(score), segment: 0, document: DocumentID(rawValue: document)))
      }
      var found = 0
      let isSound = words.walk { memory, count in
        found += count
        unsafe top.offer(memory.candidates, memory.sums, count: count, segment: 0)
        return Double(top.threshold)
      }
      #expect(isSound && top.sorted() == best.sorted(), "seed \(1_000 + seed)")
      passedOver += matches.count - found
    }
    #expect(passedOver > 1_000, "what cannot enter is found all the same")
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `of damaged bytes come documents of the segment, or none`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var words = Words(&random)
    for field in words.fields.indices where !words.fields[field].postings.isEmpty {
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = Int.random(in: 0..<words.fields[field].postings.count, using: &random)
        words.fields[field].postings[place] = UInt8.random(in: 0...255, using: &random)
      }
    }
    var last: UInt32?
    _ = words.walk { memory, count in
      for document in Self.documents(memory, count) {
        #expect(document < words.fields[0].documentCount, "seed \(seed)")
        if let last { #expect(document > last, "seed \(seed)") }
        last = document
      }
      return -.infinity
    }
  }
}
