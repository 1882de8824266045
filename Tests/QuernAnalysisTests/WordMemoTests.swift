import QuernAnalysis
import QuernModel
import QuernTestSupport
import Testing

@Suite struct WordMemoTests {
  /// Words of few letters, so that they come again and differ late; of every length around those at
  /// which words are kept another way; with NUL bytes, capitals and letters of several bytes.
  @Test(arguments: [[], [.caseFolded, .lettersFolded]] as [[TermStage]])
  func `numbers are those of a dictionary of plain terms`(stages: [TermStage]) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let plain = try TermMaker(stages: stages, takesShortCuts: false)
    var memo = WordMemo(try TermMaker(stages: stages))
    var terms = SessionTerms()
    var known: [[UInt8]: UInt32] = [:]
    var term: [UInt8] = []
    var numbers: [UInt32] = []
    for round in 0..<300 {
      let (text, words) = Self.text(of: Int.random(in: 0...200, using: &random), &random)
      memo.numbers(of: words, of: text.span, in: &terms, into: &numbers)
      for (word, number) in zip(words, numbers) {
        plain.make(&term, of: text.span.extracting(word))
        var expected = TokenBatch.noTerm
        if !term.isEmpty {
          expected = known[term] ?? UInt32(known.count)
          known[term] = expected
        }
        #expect(number == expected, "seed \(seed), round \(round), \(text[word])")
      }
      if round % 100 == 99 { memo.removeAll() }
    }
    #expect(terms.count == known.count && known.count > 1_000)
    for (term, number) in known { #expect(Array(terms[Int(number)]) == term, "seed \(seed)") }
  }

  @Test func `the memory of words and terms is counted`() throws {
    var memo = WordMemo(try TermMaker(stages: []))
    var terms = SessionTerms()
    let text = Array((0..<50_000).map { "w\($0)" }.joined(separator: " ").utf8)
    let words = text.split(separator: 0x20).map { $0.startIndex..<$0.endIndex }
    let empty = memo.memoryByteCount + terms.memoryByteCount
    var numbers: [UInt32] = []
    memo.numbers(of: words, of: text.span, in: &terms, into: &numbers)
    #expect(memo.memoryByteCount > 50_000 * 24 && terms.memoryByteCount > 50_000 * 24)
    memo.removeAll()
    terms.removeAll()
    // Room for the indices of one call stays.
    #expect(memo.memoryByteCount + terms.memoryByteCount <= empty + 50_000 * 16)
  }

  private static let letters = ["a", "A", "b", "'", "\0", "é", "я", "字"].map { Array($0.utf8) }

  /// Words and what stands between them, which must not matter.
  private static func text(
    of count: Int, _ random: inout SeededGenerator
  ) -> (text: [UInt8], words: [Range<Int>]) {
    var text: [UInt8] = []
    var words: [Range<Int>] = []
    for _ in 0..<count {
      let start = text.count
      let length = Int.random(in: 1...(Bool.random(using: &random) ? 4 : 140), using: &random)
      let kinds = Int.random(in: 1...letters.count, using: &random)
      while text.count < start + length {
        text += letters[Int.random(in: 0..<kinds, using: &random)]
      }
      words.append(start..<text.count)
      if Bool.random(using: &random) { text.append(UInt8.random(in: 0...127, using: &random)) }
    }
    return (text, words)
  }
}
