import QuernCodec
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernIndex

/// Pairs are found where they stand, whatever the positions are.
struct PairTests {
  /// By document, the words and their positions, in any order.
  private typealias Texts = [UInt32: [(word: Int, position: UInt32)]]

  private static func texts(_ wordCount: Int, _ random: inout SeededGenerator) -> Texts {
    var texts: Texts = [:]
    for _ in 0..<Int.random(in: 1...200, using: &random) {
      // Some far apart, so that several ranges of documents are looked at.
      let document = UInt32.random(
        in: 0...(Bool.random(using: &random) ? 300 : 60_000), using: &random)
      // Some beyond the table of positions; some words share one, and some are there twice.
      let start: UInt32 = Int.random(in: 0..<6, using: &random) == 0 ? 4_090 : 0
      let isShared = Int.random(in: 0..<6, using: &random) == 0
      texts[document] = (0..<UInt32.random(in: 1...40, using: &random)).flatMap { place in
        (0..<(isShared ? 2 : 1)).compactMap { _ in
          Bool.random(using: &random)
            ? (Int.random(in: 0..<wordCount, using: &random), start + place) : nil
        }
      }
    }
    return texts
  }

  private static func reader(
    _ word: Int, _ texts: Texts, from first: UInt32 = 0
  ) throws(CodecError) -> PairWordReader {
    var writer = PostingListWriter()
    for (document, text) in texts.sorted(by: { $0.key < $1.key }) {
      let positions = text.filter { $0.word == word }.map(\.position).sorted()
      if positions.isEmpty { continue }
      writer.append(document: document, lengthCode: 1, positions: positions)
    }
    let entry = writer.finishList()
    return try PairWordReader(
      PostingsCursor(
        ByteView(copying: writer.takePostings()), entry: entry, documentCount: 70_000),
      PositionsCursor(ByteView(copying: writer.takePositions()), entry: entry), from: first)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `pairs are those of neighbours`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let all = Self.texts([1, 3, 64].randomElement(using: &random) ?? 1, &random)
    let words = Set(all.values.flatMap { $0.map(\.word) }).sorted()
    // A word at a position counts once.
    var expected: Set<[UInt32]> = []
    for (document, text) in all {
      for first in text {
        for second in text where second.position == first.position + 1 {
          let pair = words.firstIndex(of: first.word).map { first in
            first * 64 + (words.firstIndex(of: second.word) ?? 0)
          }
          expected.insert([UInt32(pair ?? 0), document, first.position])
        }
      }
    }
    let found = try PairOccurrences(words.map { try Self.reader($0, all) })
    let listed = found.groups.flatMap { group in
      group.range.map { place in
        [
          UInt32(group.pair), UInt32(found.tokens[place] >> 32),
          UInt32(truncatingIfNeeded: found.tokens[place]),
        ]
      }
    }
    #expect(listed == expected.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
    let threads = Int.random(in: 2...5, using: &random)
    let shared = try PairOccurrences(documentCount: 70_000, limit: .max, threads: threads) {
      (first) throws(CodecError) in
      var readers: [PairWordReader] = []
      for word in words { readers.append(try Self.reader(word, all, from: first)) }
      return readers
    }
    #expect(shared.tokens == found.tokens, "seed \(seed), \(threads) threads")
    #expect(shared.groups.map(\.range) == found.groups.map(\.range), "seed \(seed)")
    let limit = Int.random(in: 0...expected.count, using: &random)
    let cut = try PairOccurrences(words.map { try Self.reader($0, all) }, limit: limit)
    #expect((cut.count > limit) == (expected.count > limit), "seed \(seed), limit \(limit)")
  }

  /// As damaged lists may have it: all that was found would be 9 million pairs.
  @Test func `a word that stands often at one position counts once`() throws {
    let texts: Texts = [
      7: (0..<3_000).flatMap { _ in [(word: 0, position: 5), (word: 1, position: 6)] }
    ]
    let found = try PairOccurrences([try Self.reader(0, texts), try Self.reader(1, texts)])
    #expect(found.tokens == [7 << 32 | 5])
    #expect(found.groups.map(\.pair) == [1])
  }

  /// 64 words at each position: 8 million pairs in one document.
  @Test func `one document ends the search above the limit`() throws {
    let texts: Texts = [
      7: (0..<2_000).flatMap { position in
        (0..<64).map { (word: $0, position: UInt32(position)) }
      }
    ]
    let readers = try (0..<64).map { try Self.reader($0, texts) }
    let found = try PairOccurrences(readers, limit: 10_000)
    #expect(found.count > 10_000 && found.count <= 10_000 + 64)
  }

  @Test func `too many frequent words are cut by their frequency`() {
    var words = FrequentWords(documentCount: 1_000)
    for number in 0..<300 {
      let entry = TermEntry(
        documentFrequency: UInt32(500 + number / 2), totalFrequency: 1_000, postingsOffset: 0,
        positionsOffset: 0)
      words.append(
        FrequentWords.Word(
          term: [UInt8(number / 256), UInt8(number % 256)], entry: entry, postings: [],
          positions: []))
    }
    #expect(words.words.count == 64)
    #expect(words.least == 618)
    #expect(words.words.allSatisfy { $0.entry.documentFrequency >= words.least })
    words.halve()
    #expect(words.words.count == 32 && words.least == 634)
  }

  @Test func `words of a longer field are the first to go`() {
    let names = (0..<100).map { [UInt8($0)] }
    var words = FrequentWords(documentCount: 1_000, others: Set(names[40..<90]))
    for (number, name) in names.enumerated() {
      let entry = TermEntry(
        documentFrequency: UInt32(102 - number), totalFrequency: 200, postingsOffset: 0,
        positionsOffset: 0)
      words.append(FrequentWords.Word(term: name, entry: entry))
    }
    // 40 are frequent here; of those that are elsewhere the most frequent fill the table.
    #expect(words.least == 62)
    #expect(words.words.map(\.term) == Array(names[..<64]))
    #expect(words.rareWords == Array(names[41..<64]))
    words.halve()
    #expect(words.words.map(\.term) == Array(names[...40]) && words.least == 62)
    words.halve()
    #expect(words.words.map(\.term) == Array(names[..<20]) && words.least == 83)
  }
}
