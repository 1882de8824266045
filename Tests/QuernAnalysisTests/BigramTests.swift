import Foundation
import QuernAnalysis
import QuernModel
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

  private static let scripts = "data/conformance/unicode-15.0.0/Scripts.txt"

  private func code(_ text: Substring) -> UInt32 {
    UInt32(text.prefix { $0 != "." }, radix: 16) ?? 0
  }
}
