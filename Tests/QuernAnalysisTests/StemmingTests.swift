import Foundation
import QuernAnalysis
import QuernTestSupport
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

  /// The own stemmer against libstemmer, which `takesShortCuts: false` asks.
  @Test func `English stems of random words are those of libstemmer`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let own = try TermMaker(stages: [.stemmed(.english)])
    let plain = try TermMaker(stages: [.stemmed(.english)], takesShortCuts: false)
    var stem: [UInt8] = []
    var expected: [UInt8] = []
    for _ in 0..<300_000 {
      let word = Self.word(&random)
      own.make(&stem, of: word.utf8Span.span)
      plain.make(&expected, of: word.utf8Span.span)
      #expect(stem == expected, "seed \(seed): \(word)")
    }
  }

  /// A few random letters and some of the pieces that the rules are about.
  private static func word(_ random: inout SeededGenerator) -> String {
    var word = ""
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      word += String(letters.randomElement(using: &random) ?? "a")
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      word += pieces.randomElement(using: &random) ?? ""
    }
    return word
  }

  private static let letters = Array("abcdefghijklmnopqrstuvwxyzaeiouyyY'_0A")
  private static let pieces = """
    a e i o y Y b l t w x ll ss bb tt ' 's 's' gener commun arsen sses ied ies s us eed eedly ed edly \
    ing ingly at bl iz tional enci anci abli entli izer ization ational ation ator alism aliti alli \
    fulness ousli ousness iveness iviti biliti bli ogi fulli lessli li alize icate iciti ical ful \
    ness ative al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion sion tion \
    skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos bias \
    andes inning outing canning herring earring proceed exceed succeed
    """.split(separator: " ").map(String.init)
}
