import QuernAnalysis
import QuernModel
import Testing
import QuernTestSupport

/// The words of a text as they are written.
func surfaces(_ text: String, _ analyzer: String = "standard") throws -> [String] {
  let bytes = Array(text.utf8)
  return try Analyzer(named: analyzer).tokens(of: text).map {
    String(decoding: bytes[$0.range], as: UTF8.self)
  }
}

@Suite struct WordBreakingTests {
  @Test(arguments: [
    (
      "The quick (“brown”) fox can’t jump 32.3 feet, right?",
      ["The", "quick", "brown", "fox", "can’t", "jump", "32.3", "feet", "right"]
    ),
    (
      "1,000,000 and 3.14 on 2024-03-01 at 10:30",
      ["1,000,000", "and", "3.14", "on", "2024", "03", "01", "at", "10", "30"]
    ),
    (
      "https://example.com/a-b?q=1",
      ["https", "example.com", "a", "b", "q", "1"]
    ),
    ("snake_case C++ A.B.C. a—b", ["snake_case", "C", "A.B.C", "a", "b"]),
    ("Об’єднані сили м'яч", ["Об’єднані", "сили", "м'яч"]),
    ("ภาษาไทย", ["ภาษา", "ไทย"]),
    ("東京に行きました。", ["東京", "に", "行き", "ま", "した"]),
    ("中华人民共和国 成立", ["中华", "人民", "共和国", "成立"]),
    ("قال الرئيس، أمس", ["قال", "الرئيس", "أمس"]),
    ("한국어 뉴스", ["한국어", "뉴스"]),
    ("שלום עולם", ["שלום", "עולם"]),
    ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
    ("party 🎉 in 🇺🇦 👩‍👩‍👧!", ["party", "in"]),
    ("", []), (" \n\t", []), ("...", []), ("\0a\0b\0", ["a", "b"]),
  ])
  func `words are those of UAX 29 with dictionaries`(text: String, words: [String]) throws {
    #expect(try surfaces(text) == words)
  }

  @Test func `white space alone divides, and nothing is changed`() throws {
    let text = " Ça va-t-il?\u{A0}non\tO'K\r\n\u{B}x\0y "
    #expect(try surfaces(text, "whitespace") == ["Ça", "va-t-il?\u{A0}non", "O'K", "x\0y"])
    #expect(try terms(text, "whitespace") == "Ça va-t-il?\u{A0}non O'K x\0y")
  }

  @Test func `pieces of a text have the words of the whole`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let whole = try ICUWordBreaker(pieces: TextPieces(usual: 1 << 26, longest: 1 << 27))
    let small = try ICUWordBreaker(pieces: TextPieces(usual: 4, longest: 1 << 27))
    for _ in 0..<5_000 {
      let text = RandomText.string(upTo: 60, using: &random)
      #expect(words(text, whole) == words(text, small), "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test func `a text without a place to cut is cut between characters`() throws {
    let breaker = try ICUWordBreaker(pieces: TextPieces(usual: 8, longest: 20))
    let text = String(repeating: "я😀é", count: 40)
    let all = Array(text.utf8)
    for word in words(text, breaker) {
      #expect(String(validating: all[word], as: UTF8.self) != nil)
    }
    let letters = words(String(repeating: "яé", count: 40), breaker)
    #expect(letters.count == 8)
    #expect(letters.map(\.count).reduce(0, +) == 160)
  }

  @Test func `more words than one call gives come all`() throws {
    let text = String(repeating: "a ", count: 20_000)
    let found = words(text, try ICUWordBreaker(pieces: TextPieces()))
    #expect(found == (0..<20_000).map { 2 * $0..<2 * $0 + 1 })
    #expect(found == words(text, WhiteSpaceBreaker()))
  }

  private func words(_ text: String, _ breaker: any WordBreaker) -> [Range<Int>] {
    var breaker = breaker
    var all: [Range<Int>] = []
    var some: [Range<Int>] = []
    breaker.begin()
    while breaker.next(text.utf8Span.span, into: &some) { all += some }
    return all + some
  }
}
