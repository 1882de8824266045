import Foundation
import QuernAnalysis
import QuernModel
import QuernTestSupport
import Testing

@Suite struct BigramTests {
  @Test(arguments: [
    ("東京都庁", ["東京", "京都", "都庁"]), ("字", ["字"]), ("日本 語", ["日本", "語"]),
    ("Quernは検索エンジン、2026年", ["Quern", "は検", "検索", "索エ", "エン", "ンジ", "ジン", "2026", "年"]),
    ("한국어 뉴스 A", ["한국", "국어", "뉴스", "A"]), ("カ\u{3099}キ", ["カ\u{3099}キ"]),
    ("葛\u{E0100}城市", ["葛\u{E0100}城", "城市"]), ("ภาษาไทย日本", ["ภาษา", "ไทย", "日本"]),
    ("don't 、。「」", ["don't"]), ("の々〆ー", ["の々", "々〆", "〆ー"]), ("", []),
  ])
  func `letters of East Asia are paired, the rest are words`(text: String, words: [String]) throws {
    // Letter by letter: `==` of strings would merge what Unicode calls equivalent.
    #expect(try surfaces(text, "bigram").map { Array($0.utf8) } == words.map { Array($0.utf8) })
  }

  @Test func `widths and voicing of kana are folded`() throws {
    #expect(try terms("ｶﾞｽﾎﾞ", "bigram") == terms("ガスボ", "bigram"))
    #expect(try terms("ガス", "bigram") == "ガス")
  }

  @Test func `a text of other scripts has the words of standard`() throws {
    let text = "The “quick” fox can’t; Об’єднані ไทย 3.14 हिन्दी שלום"
    #expect(try terms(text, "bigram") == terms(text, "standard"))
  }

  @Test func `a letter with 5 MB of marks and a long run take linear time`() throws {
    let analyzer = try Analyzer(named: "bigram")
    let marks = "の" + String(repeating: "\u{3099}", count: 1_700_000)
    #expect(analyzer.tokens(of: marks).count == 1)
    #expect(analyzer.tokens(of: String(repeating: "字", count: 1_700_000)).count == 1_699_999)
    #expect(analyzer.tokens(of: String(repeating: "字 ", count: 400_000)).count == 400_000)
  }

  @Test(
    .enabled(if: SharedData.file(scripts) != nil, "Unicode's Scripts.txt is not there"))
  func `letters are those of the four scripts`() throws {
    let file = try #require(SharedData.file(Self.scripts))
    var letters: Set<UInt32> = []
    var others: Set<UInt32> = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 4, fields[1] == ";" else { continue }
      let ends = fields[0].split(separator: ".").map(code)
      let isLetter =
        ["Han", "Hiragana", "Katakana", "Hangul"].contains(fields[2])
        && (fields[4].hasPrefix("L") || fields[4] == "Nl" || (0x2E80...0x2FD5).contains(ends[0]))
      for value in ends[0]...ends[ends.count - 1] {
        if isLetter { letters.insert(value) } else { others.insert(value) }
      }
    }
    // Script Common by name, but letters of these scripts by use.
    letters.formUnion([0x3006, 0x30FC, 0xFF70])
    // The old Chinese iteration mark: no text outside of facsimiles has it.
    letters.remove(0x16FE3)
    #expect(letters.count > 100_000)
    for value in 0...UInt32(0x10_FFFF) {
      let kind = CJKCharacter(value)
      if letters.contains(value) {
        #expect(kind == .letter || kind == .extender, "\(String(value, radix: 16))")
      } else if others.contains(value) {
        #expect(kind != .letter, "\(String(value, radix: 16))")
      }
    }
  }

  /// Hands on what a ``BigramBreaker`` leaves to others, and notes letters in it.
  private struct InnerBreaker: WordBreaker {
    final class Log {
      var letters = 0
      var texts = 0
    }

    var log: Log
    private var breaker = UnicodeWordBreaker()

    init(_ log: Log) { self.log = log }

    var memoryByteCount: Int { breaker.memoryByteCount }

    mutating func begin() {
      breaker.begin()
      log.texts += 1
    }

    mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
      let bytes = text.indices.map { text[$0] }
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
      where CJKCharacter(scalar.value) == .letter { log.letters += 1 }
      return breaker.next(text, into: &words)
    }
  }

  @Test func `letters of East Asia never come to another breaker`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let log = InnerBreaker.Log()
    var breaker = BigramBreaker(inner: InnerBreaker(log))
    var words: [Range<Int>] = []
    for _ in 0..<2_000 {
      var text = "Quernは検索エンジン、2026年。한국어 ภาษาไทย "
      for _ in 0..<20 {
        let range: ClosedRange<UInt32> =
          [0x20...0x7E, 0xA0...0x24F, 0x3000...0x30FF, 0x4E00...0x4E7F, 0xAC00...0xAC7F]
          .randomElement(using: &random) ?? 0x20...0x7E
        let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random))
        text.unicodeScalars.append(scalar ?? " ")
      }
      breaker.begin()
      while breaker.next(text.utf8Span.span, into: &words) {}
    }
    #expect(log.letters == 0 && log.texts > 2_000, "seed \(seed)")
  }

  private static let scripts = "data/conformance/unicode-15.0.0/Scripts.txt"

  private func code(_ text: Substring) -> UInt32 {
    UInt32(text.prefix { $0 != "." }, radix: 16) ?? 0
  }
}
