import Foundation
import QuernAnalysis
import QuernModel
import Testing

@Suite struct SnowballTests {
  /// For these the published data has no list.
  private static let unlisted: Set<Stemming> = [.arabic, .tamil]

  @Test(
    .enabled(if: SharedData.snowball != nil, "snowball-data-2.2.tar.gz is not there"),
    arguments: Stemming.allCases.filter { !unlisted.contains($0) })
  func `every word of a list has the published stem`(stemming: Stemming) throws {
    let archive = try #require(SharedData.snowball)
    let list = "snowball-data-2.2/\(stemming.rawValue)"
    let words = try SharedData.lines("\(list)/voc.txt", of: archive)
    let stems = try SharedData.lines("\(list)/output.txt", of: archive)
    #expect(words.count == stems.count && words.count >= 4_000)
    let maker = try TermMaker(stages: [.stemmed(stemming)])
    var term: [UInt8] = []
    var differences: [String] = []
    for (word, stem) in zip(words, stems) {
      maker.make(&term, of: word.utf8Span.span)
      if !term.elementsEqual(stem.utf8) { differences.append(word) }
    }
    print("Snowball \(stemming): \(differences.count) of \(words.count) stems differ")
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(10))")
  }

  @Test(arguments: [
    (Stemming.arabic, "الكتاب", "كتاب"), (.arabic, "أَحْمَد", "احمد"),
    (.tamil, "வீடுகள்", "வீடு"),
  ])
  func `languages without a list stem`(stemming: Stemming, word: String, stem: String) throws {
    #expect(try terms(word, stemming.rawValue) == stem)
  }

  @Test(arguments: [
    ("german", "Häusern", "Haus"), ("french", "économiques", "économique"),
    ("french", "L’économie", "economie"), ("italian", "dell’arte", "arte"),
    ("catalan", "l'aigua", "aigües"), ("spanish", "naciones", "nación"),
    ("romanian", "națiuni", "naţiune"), ("romanian", "naţiuni", "națiune"),
    ("turkish", "İstanbul’daki", "istanbul"), ("turkish", "ISPARTA", "ısparta"),
    ("russian", "замка\u{301}ми", "замка"), ("russian", "зелёная", "зеленый"),
    ("serbian", "књигама", "knjiga"), ("swedish", "bilarna", "bil"),
    ("greek", "ΟΔΟΎΣ", "οδού"), ("irish", "d’fhág", "fág"), ("dutch", "katten", "kat"),
    ("hungarian", "házakból", "ház"), ("yiddish", "ביכער", "ביכער"),
  ])
  func `forms of a word have one term`(analyzer: String, one: String, other: String) throws {
    #expect(try terms(one, analyzer) == terms(other, analyzer))
  }

  @Test(arguments: Stemming.allCases)
  func `terms of a language are folded`(stemming: Stemming) throws {
    // Whatever the stemmer does, no accent that `standard` folds is left on a Latin letter.
    let folding = try TermMaker(stages: [.lettersFolded])
    var folded: [UInt8] = []
    let text = "Çırağan Łódź niños Häuser élèves ångström œuvre naïve l’été İzmir šuma Ağrı’da"
    for token in try Analyzer(named: stemming.rawValue).tokens(of: text) {
      folding.make(&folded, of: token.term.span)
      #expect(folded == token.term, "\(token.termText)")
    }
  }

  @Test func `exact keeps case and marks in one way of writing them`() throws {
    #expect(try terms("Cafe\u{301} CAFÉ ﬁ", "exact").utf8.elementsEqual("Café CAFÉ ﬁ".utf8))
  }
}
