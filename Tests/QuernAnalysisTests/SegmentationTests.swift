import Foundation
import QuernAnalysis
import Testing

@Suite struct SegmentationTests {
  /// The languages, their treebanks, and the least F1 of the words.
  ///
  /// The treebanks do not mean by a word what a breaker can find: in Arabic conjunctions,
  /// prepositions and pronouns are words of their own though no blank parts them from the next,
  /// and so are the particles of Korean; Thai, Chinese and Japanese treebanks cut compounds shorter or longer than ICU's dictionaries.
  private static let treebanks = [
    ("ar", "ar_pud", 0.77), ("de", "de_pud", 0.99), ("en", "en_pud", 0.99), ("hi", "hi_pud", 0.99),
    ("ja", "ja_gsd", 0.77), ("ko", "ko_pud", 0.79), ("ru", "ru_pud", 0.98), ("th", "th_pud", 0.74),
    ("tr", "tr_pud", 0.98), ("zh", "zh_pud", 0.74),
  ]

  @Test func `words are as near to those of people as ICU's own`() throws {
    guard let archive = SharedData.file("data/conformance/ud.tar.gz") else {
      print("no ud.tar.gz: ../shared/data is absent and QUERN_SHARED names no other folder")
      return
    }
    var table = ["words against treebanks: F1 (precision, recall) of words of equal start and end"]
    for (language, treebank, leastF1) in Self.treebanks {
      let lines = try SharedData.lines("ud/\(treebank)-ud-test.conllu", of: archive)
      let gold = GoldSegmentation(lines: lines)
      #expect(gold.sentences.count >= 500)
      #expect(gold.sentences.allSatisfy { !$0.isDamaged })
      let own = score(gold, UnicodeWordBreaker())
      let icu = score(gold, try ICUWordBreaker())
      var row = "\(language) standard \(figure(own)), ICU \(figure(icu))"
      if ["ja", "ko", "zh"].contains(language) {
        row += ", bigram \(figure(score(gold, BigramBreaker(inner: UnicodeWordBreaker()))))"
      }
      table.append("\(row), \(own.gold) words")
      if BreakerComparison.isOfThisICU { #expect(own == icu, "\(language)") }
      #expect(own.f1 >= leastF1, "\(row)")
    }
    print(table.joined(separator: "\n"))
  }

  private func score(_ gold: GoldSegmentation, _ breaker: some WordBreaker)
    -> GoldSegmentation.Score
  {
    var breaker = breaker
    var some: [Range<Int>] = []
    return gold.score { BreakerComparison.words($0, &breaker, &some) }
  }

  private func figure(_ score: GoldSegmentation.Score) -> String {
    String(format: "%.4f (%.3f, %.3f)", score.f1, score.precision, score.recall)
  }
}
