import CICUShims
import QuernAnalysis
import QuernModel
import Testing

@Suite struct AnalyzerTests {
  @Test func `an unknown name is refused with the known ones`() {
    let known = Analyzer.names
    #expect(known.count == 34)
    #expect(known == known.sorted())
    #expect(throws: AnalysisError.unknownAnalyzer(name: "klingon", known: known)) {
      try Analyzer(named: "klingon")
    }
    let message = AnalysisError.unknownAnalyzer(name: "klingon", known: known).description
    #expect(message.contains("klingon") && message.contains("standard"))
  }

  @Test(arguments: Analyzer.names)
  func `the identity names analyzer, ICU and Unicode`(name: String) throws {
    let identity = try IndexAnalysis(main: name).identity
    #expect(identity.main == AnalyzerIdentity(name: name, version: 1))
    #expect(identity.fields.isEmpty && identity.chosen.isEmpty)
    let (icu, unicode) = (quern_icu_version(), quern_unicode_version())
    #expect(identity.icu.hasPrefix("\(icu >> 24).\(icu >> 16 & 0xFF)"))
    #expect(identity.unicode.hasPrefix("\(unicode >> 24).\(unicode >> 16 & 0xFF)"))
  }

  @Test func `the parts of an analyzer can be seen`() throws {
    let english = try Analyzer(named: "english")
    #expect(english.wordBreaking == .unicode)
    #expect(english.stages == [.caseFolded, .lettersFolded, .stemmed(.english)])
    #expect(english.stemming == .english)
    #expect(try Analyzer(named: "standard").stemming == nil)
    #expect(try Analyzer(named: "whitespace").stages.isEmpty)
  }

  @Test func `an analyzer can be composed`() throws {
    let analyzer = try Analyzer(
      name: "french-names", version: 7, wordBreaking: .whiteSpace,
      stages: [.caseFolded, .apostrophesFolded, .cliticsDropped(.french)])
    #expect(analyzer.tokens(of: "l’Élysée D’Artagnan").map(\.termText) == ["élysée", "artagnan"])
    let identity = try IndexAnalysis(main: "french-names", own: [analyzer]).identity
    #expect(identity.main == AnalyzerIdentity(name: "french-names", version: 7))
  }

  @Test func `a trace shows what each stage makes of a word`() throws {
    let traces = try Analyzer(named: "french").traces(of: "« L’Économie \u{2BC} »")
    #expect(
      traces.map(\.forms) == [
        ["l’économie", "l'économie", "économie", "économ", "econom"], ["\u{2BC}", ""],
      ])
    #expect(traces.map(\.range) == [3..<16, 17..<19])
    #expect(traces.map(\.position) == [0, 1])
    #expect(traces.map(\.term) == ["econom", nil])
  }

  @Test(arguments: Analyzer.names)
  func `traces end in the terms of the tokens, and stages have names`(name: String) throws {
    let analyzer = try Analyzer(named: name)
    let text = "L’Été, \u{2BC} Häuser 東京都 1,5 İSTANBUL’DA ไทย " + String(repeating: "я", count: 900)
    let traces = try analyzer.traces(of: text)
    let terms = traces.compactMap { trace in
      trace.term.map { Token(term: Array($0.utf8), range: trace.range, position: trace.position) }
    }
    #expect(terms == analyzer.tokens(of: text))
    #expect(traces.allSatisfy { $0.forms.count <= analyzer.stages.count })
    #expect(Set(analyzer.stages.map(\.name)).count == analyzer.stages.count)
  }
}
