import QuernModel
import QuernTestSupport
import Testing

@testable import QuernAnalysis

struct QueryStopWordsTests {
  private static func words(_ text: String, _ analyzers: [String]) throws -> QueryStopWords {
    try QueryStopWords(text, analyzers: analyzers.map { try Analyzer(named: $0) })
  }

  @Test(arguments: StopList.languages)
  func `words of the only language are left out however they are written`(language: String) throws {
    let list = try #require(StopList(language: language))
    let name = try #require(Stemming(language: language)).rawValue
    let found = try Self.words("", [name])
    let standard = try Analyzer(named: "standard")
    for word in list.words.union(["x1", "Zürich", "house9", "Q", "don't", "x.y", ""]) {
      for written in [word, word.uppercased()] {
        let folded = standard.tokens(of: written).first?.termText
        #expect(found.contains(written) == (folded.map(list.contains) ?? false), "\(written)")
      }
    }
  }

  @Test func `of several languages that of the query decides`() throws {
    let both = ["english", "german"]
    #expect(try Self.words("die Häuser in der Stadt und auf dem Land", both).contains("die"))
    #expect(try !Self.words("they will die in the city and on the land", both).contains("die"))
    #expect(try Self.words("they will die in the city and on the land", both).contains("they"))
    // Where nothing tells, a word has to be in both lists.
    #expect(try !Self.words("die", both).contains("die"))
    #expect(try Self.words("in", both).contains("in"))
  }

  @Test func `another query to the same index has a language of its own`() throws {
    let english = try Self.words(
      "they will die in the city and on the land", ["english", "german"])
    let german = QueryStopWords("die Häuser in der Stadt und auf dem Land", like: english)
    #expect(german.contains("die") && !english.contains("die"))
  }

  @Test func `hardly a word that is in no list is looked for in one`() {
    var random = SeededGenerator(seed: 11)
    var (asked, passed) = (0, 0)
    let all = Set(StopList.languages.compactMap(StopList.init(language:)).flatMap(\.words))
    for word in all { #expect(StopWordFilter.all.mayContain(word), "\(word)") }
    while asked < 10_000 {
      let word = String(
        (0..<Int.random(in: 1...12, using: &random)).map { _ in
          "abcdefghijklmnopqrstuvwxyzäе日".randomElement(using: &random) ?? "a"
        })
      if all.contains(word) { continue }
      asked += 1
      passed += StopWordFilter.all.mayContain(word) ? 1 : 0
    }
    #expect(passed < asked / 25)
  }

  @Test func `without a stemmer the query may be in any language`() throws {
    let french = try Self.words("les maisons de la ville et des campagnes", ["standard"])
    #expect(french.contains("des") && !french.contains("the"))
    #expect(try !Self.words("q7", ["standard"]).contains("des"))
  }
}
