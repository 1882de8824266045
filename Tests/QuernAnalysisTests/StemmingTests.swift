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

  @Test(.enabled(if: SharedData.snowball != nil, "snowball-data-2.2.tar.gz is not there"))
  func `Porter2 gives the published stem of every word of its list`() throws {
    let archive = try #require(SharedData.snowball)
    let words = try SharedData.lines("snowball-data-2.2/english/voc.txt", of: archive)
    let stems = try SharedData.lines("snowball-data-2.2/english/output.txt", of: archive)
    #expect(words.count > 29_000)
    #expect(words.count == stems.count)
    let maker = try TermMaker(folding: .none, stemming: .english)
    var term: [UInt8] = []
    for (word, stem) in zip(words, stems) {
      maker.make(&term, of: Array(word.utf8).span)
      #expect(String(decoding: term, as: UTF8.self) == stem, "\(word)")
    }
  }
}
