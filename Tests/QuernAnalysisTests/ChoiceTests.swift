import QuernAnalysis
import QuernModel
import Testing
import QuernTestSupport

@Suite struct ChoiceTests {
  private let choice = AnalyzerChoice()

  @Test(
    arguments: [
      ("de", "The end of it was that they had been there", "german"),
      ("Russian", "", "russian"), ("pt_BR", "", "portuguese"), ("zh", "and of the", "standard"),
      ("klingon", "and of the", "standard"), (nil, "and that is the end of it for you", "english"),
      ("", "and that is the end of it for you", "english"), ("?", "и это не он", "russian"),
      (nil, "Sanakirja on pöydällä ja se ei ole hänen", "finnish"), (nil, "", "standard"),
      (nil, "东京塔在东京", "standard"), (nil, "Müller Łódź Nguyễn", "standard"),
      (nil, "12.5 %", "standard"), (nil, "Словник лежить на столі, і це не він", "standard"),
    ] as [(String?, String, String)])
  func `the named language decides, then the guessed one`(
    language: String?, text: String, analyzer: String
  ) {
    #expect(choice.analyzerName(language: language, text: text) == analyzer)
  }

  @Test func `the reason of a choice is told`() {
    guard case .recognized(let guess) = choice.reason(text: "und das ist nicht der König") else {
      Issue.record("German was not recognised")
      return
    }
    #expect(guess.language == "de" && guess.confidence >= AnalyzerChoice.leastConfidence)
    #expect(choice.reason(text: "12.5 %") == .noLanguage)
    let chinese = LanguageDetector().guess("东京塔在东京")
    #expect(chinese.map { ChoiceReason.noStemmer($0) } == choice.reason(text: "东京塔在东京"))
    let names = LanguageDetector().guess("Müller Łódź Nguyễn")
    #expect(names.map { ChoiceReason.unsure($0) } == choice.reason(text: "Müller Łódź Nguyễn"))
  }

  @Test func `a query has the terms of every analyzer at its positions`() throws {
    let analyzers = try ["standard", "german", "french"].map { try Analyzer(named: $0) }
    let words = QueryAnalysis(analyzers).words(of: "Häuser \u{2BC} l’économie NATO")
    let terms = words.map { $0.terms.map { String(decoding: $0, as: UTF8.self) } }
    #expect(terms == [["hauser", "haus"], ["l'economie", "l'economi", "econom"], ["nato"]])
    #expect(words.map(\.position) == [0, 2, 3])
    #expect(words.map(\.range) == [0..<7, 11..<24, 25..<29])
  }

  @Test func `each analyzer of a query adds the terms that it makes alone`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzers = try ["standard", "turkish", "english", "exact", "french"].map {
      try Analyzer(named: $0)
    }
    let query = QueryAnalysis(analyzers)
    for _ in 0..<500 {
      let text = RandomText.string(upTo: 60, using: &random)
      var expected: [Int: QueryWord] = [:]
      for token in analyzers.flatMap({ $0.tokens(of: text) }) {
        let terms = expected[token.position]?.terms ?? []
        if terms.contains(token.term) { continue }
        expected[token.position] = QueryWord(
          terms: terms + [token.term], range: token.range, position: token.position)
      }
      let words = expected.values.sorted { $0.position < $1.position }
      #expect(query.words(of: text) == words, "seed \(seed)")
    }
  }

  @Test func `one analyzer gives its tokens`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = try Analyzer(named: "turkish")
    let query = QueryAnalysis([analyzer, analyzer])
    for _ in 0..<500 {
      let text = RandomText.string(upTo: 60, using: &random)
      let tokens = query.words(of: text).map {
        Token(term: $0.terms[0], range: $0.range, position: $0.position)
      }
      #expect(tokens == analyzer.tokens(of: text), "seed \(seed)")
    }
  }
}
