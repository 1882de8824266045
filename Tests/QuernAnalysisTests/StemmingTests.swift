import Foundation
import QuernAnalysis
import Testing

@Suite struct StemmingTests {
  @Test(arguments: [
    ("breakthroughs", "breakthrough"), ("miraculous", "miracul"), ("negotiations", "negoti"),
    ("dying", "die"), ("skies", "sky"),
  ])
  func `English words become stems`(word: String, stem: String) throws {
    #expect(try terms(word, "english") == stem)
    #expect(try terms(word, "standard") == word)
  }

  @Test func `other scripts pass through the English stemmer`() throws {
    let text = "Новости України 日本語 العربية"
    #expect(try terms(text, "english") == terms(text, "standard"))
  }
}
