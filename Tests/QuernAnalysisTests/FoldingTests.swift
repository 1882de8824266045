import QuernAnalysis
import QuernModel
import Testing
import QuernTestSupport

/// The one term of a text under an analyzer; joined by blanks if there are several.
func terms(_ text: String, _ analyzer: String = "standard") throws -> String {
  try Analyzer(named: analyzer).tokens(of: text).map(\.termText).joined(separator: " ")
}

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Çırağan", "ciragan"), ("CIRAGAN", "ciragan"), ("Ciragan", "ciragan"),
    ("C\u{327}\u{131}rag\u{306}an", "ciragan"), ("İstanbul", "istanbul"),
    ("Łódź", "lodz"), ("Ørsted", "orsted"), ("Đoković", "dokovic"), ("Niðarós", "nidaros"),
    ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Æther", "aether"), ("Œuvre", "oeuvre"),
    ("Þór", "thor"), ("Ħamrun", "hamrun"), ("Ŧŋĸ", "tnq"), ("Əliyev", "aliyev"),
    ("Nguyễn", "nguyen"), ("Ångström", "angstrom"), ("ﬁancée", "fiancee"), ("Ｆｕｌｌ", "full"),
    ("soft\u{AD}hyphen", "softhyphen"),
  ])
  func `Latin letters lose case, accents and strokes`(word: String, term: String) throws {
    #expect(try terms(word) == term)
  }

  @Test(arguments: [
    ("ёлка", "елка"), ("ЁЛКА", "елка"), ("й", "й"), ("Йод", "йод"), ("И\u{306}од", "йод"),
    ("за\u{301}мок", "замок"), ("Україна", "україна"), ("ЇЖАК", "їжак"), ("ґанок", "ґанок"),
    ("Ўладзімір", "ўладзімір"), ("Ѓорче", "ѓорче"), ("Αθήνα", "αθηνα"), ("ΌΔΟΣ", "οδοσ"),
    ("ᾳ", "αι"),
  ])
  func `Greek and Cyrillic lose accents but keep letters`(word: String, term: String) throws {
    #expect(try terms(word) == term)
  }

  @Test(arguments: [
    // Thai vowels and tones, the Devanagari virama and vowel signs, kana's voicing mark.
    ("น้ำ", "น\u{E49}\u{E4D}\u{E32}"), ("हिन्दी", "हिन्दी"), ("ガ", "ガ"), ("ｶﾞ", "ガ"), ("தமிழ்", "தமிழ்"),
    ("한국어", "한국어"),
  ])
  func `vowel signs stay`(word: String, term: String) throws {
    #expect(try terms(word).utf8.elementsEqual(term.utf8))
  }

  @Test(arguments: [
    ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("أحمد", "أحمد"), ("آخر", "آخر"), ("شَيْء", "شيء"),
    ("שָׁלוֹם", "שלום"),
  ])
  func `Arabic and Hebrew lose optional points but keep hamza and madda`(
    word: String, term: String
  ) throws {
    #expect(try terms(word).utf8.elementsEqual(term.utf8))
  }

  @Test(arguments: ["'", "\u{2019}", "\u{2BC}", "\u{FF07}", "\u{2018}"])
  func `every apostrophe stems alike`(apostrophe: String) throws {
    #expect(try terms("Peskov\(apostrophe)s", "english") == "peskov")
    #expect(try terms("Peskov\(apostrophe)s", "standard") == "peskov's")
  }

  @Test func `apostrophes at the ends go, a geresh stays`() throws {
    #expect(try terms("\u{2BF}Abd \u{2BC}a\u{2BC}") == "abd a")
    #expect(try terms("צ׳") == "צ'")
    #expect(try terms("צ'") == "צ'")
  }

  @Test func `a word of which nothing is left takes a position and gives no token`() throws {
    let tokens = try Analyzer(named: "standard").tokens(of: "one \u{2BC} two")
    #expect(tokens.map(\.termText) == ["one", "two"])
    #expect(tokens.map(\.position) == [0, 2])
    var batch = TokenBatch()
    batch.beginField(.text)
    try AnalysisSession().append(
      "one \u{2BC} two", with: Analyzer(named: "standard"), to: &batch)
    #expect(batch.terms == [0, 1])
    #expect(batch.positions == [0, 2])
  }

  @Test(arguments: Analyzer.names)
  func `the short cut for ASCII equals the whole way`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let stages = try Analyzer(named: name).stages
    let quick = try TermMaker(stages: stages)
    let plain = try TermMaker(stages: stages, takesShortCuts: false)
    var (short, whole): ([UInt8], [UInt8]) = ([], [])
    for _ in 0..<2_000 {
      let word = RandomText.asciiWord(using: &random)
      quick.make(&short, of: word.utf8Span.span)
      plain.make(&whole, of: word.utf8Span.span)
      #expect(short == whole, "seed \(seed)")
    }
  }

  @Test(arguments: ["standard", "exact"])
  func `a folded word folds to itself`(name: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let maker = try TermMaker(stages: Analyzer(named: name).stages)
    var (once, twice): ([UInt8], [UInt8]) = ([], [])
    for _ in 0..<20_000 {
      maker.make(&once, of: RandomText.string(upTo: 12, using: &random).utf8Span.span)
      maker.make(&twice, of: once.span)
      #expect(
        once == twice, "seed \(seed): \(String(decoding: once, as: UTF8.self).debugDescription)")
    }
  }
}
