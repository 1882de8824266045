import QuernCodec
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernIndex

/// Pairs that are found in tokens are those that the words' lists make, for any number of threads.
struct PairFinderTests {
  /// A field of words that are drawn by their number: the fewer, the more of its tokens begin a pair.
  private struct Sample {
    var log = TokenLog()
    var terms = TermArena()
    /// Of each document, the word at each place; `nil` where none stands.
    var texts: [[Int?]] = []
    let wordCount: Int

    init(_ documentCount: Int, wordCount: Int, _ random: inout SeededGenerator) {
      self.wordCount = wordCount
      var names = TokenBatch()
      for word in 0..<wordCount { names.announce(newTerm: Sample.term(word)) }
      terms.append(newTermsOf: names)
      for document in 0..<documentCount {
        let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
          // Some words are far more frequent, and now and then nothing stands.
          Int.random(in: 0..<20, using: &random) == 0
            ? nil
            : Int.random(in: 0..<Int.random(in: 1...wordCount, using: &random), using: &random)
        }
        texts.append(text)
        var batch = TokenBatch()
        batch.beginField(.text)
        for word in text { batch.append(term: word.map { UInt32($0) }) }
        log.append(document: UInt32(document), batch, batch.fields[0].tokens)
      }
    }

    static func term(_ word: Int) -> [UInt8] { [UInt8(word / 100 + 48), UInt8(word % 100 + 48)] }

    func find(threads: Int, others: Set<[UInt8]> = []) -> FoundPairs {
      let tokens = SortedTokens(log, termCount: terms.count, threads: threads) { TermOrder(terms) }
      return PairFinder(
        log: log, tokens: tokens, terms: terms, threads: threads, others: others
      ).find(documentCount: texts.count)
    }

    /// The pairs as a merge finds them, in lists.
    func findInLists(others: Set<[UInt8]> = []) throws -> FoundPairs {
      var words = FrequentWords(documentCount: texts.count, others: others)
      var lists: [[UInt8]: (PostingListWriter, TermEntry)] = [:]
      for word in 0..<wordCount where texts.contains(where: { $0.contains(word) }) {
        var writer = PostingListWriter()
        for (document, text) in texts.enumerated() {
          let places = text.indices.filter { text[$0] == word }.map { UInt32($0) }
          if places.isEmpty { continue }
          writer.append(document: UInt32(document), lengthCode: 1, positions: places)
        }
        let entry = writer.finishList()
        lists[Self.term(word)] = (writer, entry)
        words.append(FrequentWords.Word(term: Self.term(word), entry: entry))
      }
      let found = try words.findPairs(tokenCount: UInt64(log.tokenCount)) {
        (words, limit) throws -> PairOccurrences? in
        let readers = try words.words.compactMap { word in
          try lists[word.term].map { try Self.reader($0, $1, texts.count) }
        }
        let found = try PairOccurrences(readers, limit: limit)
        return found.count > limit ? nil : found
      }
      return FoundPairs(words: words, occurrences: found)
    }

    private static func reader(
      _ writer: PostingListWriter, _ entry: TermEntry, _ documentCount: Int
    ) throws -> PairWordReader {
      var writer = writer
      return try PairWordReader(
        PostingsCursor(
          ByteView(copying: writer.takePostings()), entry: entry,
          documentCount: UInt32(documentCount)),
        PositionsCursor(ByteView(copying: writer.takePositions()), entry: entry))
    }
  }

  /// From nearly no pairs to several times as many as are wanted, so that words are left out once and
  /// again, of those that are known and of those that are looked for anew.
  @Test(arguments: [1, 2, 6, 30, 90, 400])
  func `pairs are those of the lists`(wordCount: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for documentCount in [0, 40, 300] {
      let sample = Sample(documentCount, wordCount: wordCount, &random)
      let others = Set(
        (0..<Int.random(in: 0...40, using: &random)).map { _ in
          Sample.term(Int.random(in: 0...wordCount, using: &random))
        })
      let expected = try sample.findInLists(others: others)
      // What is written is enough to find the same again.
      let again = try sample.findInLists(others: Set(expected.words.rareWords))
      #expect(again.words.words.map(\.term) == expected.words.words.map(\.term), "seed \(seed)")
      #expect(again.words.least == expected.words.least, "seed \(seed)")
      for threads in [1, 2, 3, 7] {
        let found = sample.find(threads: threads, others: others)
        let comment = "seed \(seed), \(documentCount) documents, \(threads) threads"
        #expect(found.words.least == expected.words.least, "\(comment)")
        #expect(found.words.rareWords == expected.words.rareWords, "\(comment)")
        #expect(found.words.words.map(\.term) == expected.words.words.map(\.term), "\(comment)")
        let (ours, theirs) = (found.occurrences, expected.occurrences)
        #expect(ours.groups.map(\.pair) == theirs.groups.map(\.pair), "\(comment)")
        #expect(ours.groups.map(\.range) == theirs.groups.map(\.range), "\(comment)")
        #expect(ours.tokens == theirs.tokens, "\(comment)")
      }
    }
  }

  /// Nearly every token begins a pair; a share alone has more than may be found.
  @Test(arguments: [1, 2, 7])
  func `threads together find no more than the limit`(threads: Int) {
    var random = SeededGenerator(seed: 1)
    let sample = Sample(1_500, wordCount: 2, &random)
    var numbers = [UInt8](repeating: 0, count: 2)
    (numbers[0], numbers[1]) = (1, 2)
    let limit = 1_000
    let together = PairLimit(limit)
    var count = 0
    let shares = sample.log.shares(threads)
    ParallelWork.inOrder(shares.count, threads: threads) { [numbers, log = sample.log] share in
      var found = PairLog()
      found.find(log, shares[share], numbers, limit: together)
      return found.count
    } consume: {
      count += $0
    }
    #expect(together.isExceeded)
    // What each has found before threads meet.
    #expect(count > limit && count < limit + threads * (4_096 + 100), "\(count)")
  }
}
