import QuernAnalysis
import QuernModel
import Testing

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

  @Test func `without a stemmer the query may be in any language`() throws {
    let french = try Self.words("les maisons de la ville et des campagnes", ["standard"])
    #expect(french.contains("des") && !french.contains("the"))
    #expect(try !Self.words("q7", ["standard"]).contains("des"))
  }
}
