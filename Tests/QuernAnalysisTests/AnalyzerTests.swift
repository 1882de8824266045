import CICUShims
import QuernAnalysis
import QuernModel
import Testing

@Suite struct AnalyzerTests {
  @Test func `an unknown name is refused with the known ones`() {
    let known = ["english", "standard", "whitespace"]
    #expect(Analyzer.names == known)
    #expect(throws: AnalysisError.unknownAnalyzer(name: "klingon", known: known)) {
      try Analyzer(named: "klingon")
    }
    let message = AnalysisError.unknownAnalyzer(name: "klingon", known: known).description
    #expect(message.contains("klingon") && message.contains("standard"))
  }

  @Test(arguments: Analyzer.names)
  func `the identity names analyzer, ICU and Unicode`(name: String) throws {
    let identity = try Analyzer(named: name).identity
    #expect(identity.analyzer == name)
    #expect(identity.version == 1)
    let (icu, unicode) = (quern_icu_version(), quern_unicode_version())
    #expect(identity.icu.hasPrefix("\(icu >> 24).\(icu >> 16 & 0xFF)"))
    #expect(identity.unicode.hasPrefix("\(unicode >> 24).\(unicode >> 16 & 0xFF)"))
  }

  @Test func `the parts of an analyzer can be seen`() throws {
    let english = try Analyzer(named: "english")
    #expect(english.wordBreaking == .unicode)
    #expect(english.folding == .caseAndAccents)
    #expect(english.stemming == .english)
    #expect(try Analyzer(named: "standard").stemming == nil)
    #expect(try Analyzer(named: "whitespace").folding == .none)
  }
}
