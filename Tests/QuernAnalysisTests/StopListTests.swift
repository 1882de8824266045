import Foundation
import QuernAnalysis
import QuernModel
import Testing

@Suite struct StopListTests {
  /// Sets of paragraphs, and the shares of their tokens and of their list that must be met.
  ///
  /// Arabic writes conjunctions and prepositions as parts of words, Turkish says with endings what
  /// others say with words. A newspaper rarely says “you” and “mine”: a part of each list is not met.
  private static let corpora = [
    ("ar", "xquad-ar", 0.22, 0.85), ("de", "xquad-de", 0.40, 0.75), ("el", "xquad-el", 0.40, 0.80),
    ("en", "xquad-en", 0.38, 0.75), ("es", "xquad-es", 0.44, 0.80), ("hi", "xquad-hi", 0.42, 0.85),
    ("ro", "xquad-ro", 0.38, 0.85), ("ru", "xquad-ru", 0.25, 0.80), ("tr", "xquad-tr", 0.19, 0.75),
    ("fr", "news-masakha-fra", 0.45, 0.95),
  ]

  /// The languages of which Snowball publishes all words of some size of text, and not a part.
  private static let vocabularies: [Stemming] = [
    .armenian, .danish, .dutch, .english, .french, .german, .greek, .hindi, .indonesian, .irish,
    .italian, .lithuanian, .norwegian, .portuguese, .romanian, .russian, .spanish, .swedish,
    .turkish,
  ]

  private struct Paragraph: Decodable {
    var text: String
  }

  @Test func `every language of a stemmer but Tamil has a list`() {
    let missing = Stemming.allCases.filter { StopList($0) == nil }
    #expect(missing == [.tamil])
    #expect(StopList.languages.count == 27)
    #expect(StopList.languages == StopList.languages.sorted())
    for language in StopList.languages {
      #expect(StopList(language: language)?.language == language)
    }
    #expect(StopList(language: "pt-BR")?.language == "pt")
    #expect(StopList(.porter)?.words == StopList(.english)?.words)
    #expect(StopList(language: "zh") == nil && StopList(language: "") == nil)
  }

  @Test(arguments: StopList.languages)
  func `words are what standard makes of themselves`(language: String) throws {
    let list = try #require(StopList(language: language))
    let standard = try Analyzer(named: "standard")
    #expect(list.words.count >= 100)
    for word in list.words {
      #expect(standard.tokens(of: word).map(\.termText) == [word], "\(word)")
      #expect(list.contains(word))
    }
  }

  @Test(arguments: [
    ("en", "the", "president"), ("de", "fur", "haus"), ("fr", "c'est", "ete"),
    ("el", "τησ", "ελλαδα"), ("ru", "ее", "россия"), ("ar", "إلى", "مصر"), ("sv", "for", "hus"),
    ("sr", "што", "sto"), ("tr", "icin", "su"), ("yi", "דאס", "בוך"), ("hy", "եւ", "տուն"),
    ("it", "della", "stato"), ("en", "they're", "may"), ("fi", "tama", "talo"),
  ])
  func `a list has function words and not others`(language: String, word: String, other: String) {
    let list = StopList(language: language)
    #expect(list?.contains(word) == true)
    #expect(list?.contains(other) == false)
  }

  @Test(
    .enabled(if: SharedData.file("data/relevance/xquad-en") != nil, "no relevance data"),
    arguments: corpora)
  func `a list covers its language`(
    language: String, set: String, leastCover: Double, leastMet: Double
  ) throws {
    let list = try #require(StopList(language: language))
    let file = try #require(SharedData.file("data/relevance/\(set)/corpus.jsonl"))
    let standard = try Analyzer(named: "standard")
    var counts: [String: Int] = [:]
    var tokenCount = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").prefix(300) {
      let text = try JSONDecoder().decode(Paragraph.self, from: Data(line.utf8)).text
      for token in standard.tokens(of: text) {
        tokenCount += 1
        counts[token.termText, default: 0] += 1
      }
    }
    let stopCount = list.words.reduce(0) { $0 + counts[$1, default: 0] }
    let cover = Double(stopCount) / Double(tokenCount)
    let met = Double(list.words.count { counts[$0] != nil }) / Double(list.words.count)
    let row = "\(list.words.count) words, \(figure(cover)) of the tokens, \(figure(met)) met"
    print("stop list \(language): \(row)")
    #expect(cover >= leastCover && met >= leastMet, "\(language): \(row)")
  }

  @Test(
    .enabled(if: SharedData.snowball != nil, "snowball-data-2.2.tar.gz is not there"),
    arguments: vocabularies)
  func `a list is made of words of its language`(stemming: Stemming) throws {
    let list = try #require(StopList(stemming))
    let archive = try #require(SharedData.snowball)
    let words = try SharedData.lines("snowball-data-2.2/\(stemming.rawValue)/voc.txt", of: archive)
    let maker = try TermMaker(stages: Analyzer(named: "standard").stages)
    var vocabulary: Set<String> = []
    var term: [UInt8] = []
    for word in words where word.count < 15 {
      maker.make(&term, of: word.utf8Span.span)
      vocabulary.insert(String(decoding: term, as: UTF8.self))
    }
    // The published words have no apostrophes.
    let unknown = list.words.filter { !$0.contains("'") && !vocabulary.contains($0) }
    #expect(unknown.count * 25 <= list.words.count, "\(unknown.sorted())")
  }

  private func figure(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
