import QuernAnalysis
import QuernModel
import QuernTestSupport

/// Draws words for queries from the texts of a corpus.
///
/// A copy draws the same words again. Only words of ASCII letters are drawn, so that a word of a
/// query is always one word to the parser.
struct QuerySampler {
  /// A word is rare that at most so many documents have, and at least two.
  private static let rareDocumentCount = 10

  /// How many of the most frequent words are the common ones.
  private static let commonWordCount = 40

  private var random: SeededGenerator
  private let texts: [String]
  private let analyzer: Analyzer
  private var rare: [String] = []
  private var common: [String] = []

  /// Counts in how many titles and texts each word is.
  init(_ corpus: Corpus, _ analyzer: Analyzer, seed: UInt64) {
    random = SeededGenerator(seed: seed)
    self.analyzer = analyzer
    let bodies = corpus.documents.map { ($0.values(of: .title) + $0.values(of: .text)) }
    texts = corpus.documents.flatMap { $0.values(of: .text) }
    var counts: [[UInt8]: Int] = [:]
    var spellings: [[UInt8]: String] = [:]
    for body in bodies {
      var seen: Set<[UInt8]> = []
      for text in body {
        for (word, term) in words(of: text) where seen.insert(term).inserted {
          counts[term, default: 0] += 1
          if spellings[term] == nil { spellings[term] = word }
        }
      }
    }
    let ranked = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value : left.key.lexicographicallyPrecedes(right.key)
    }
    common = ranked.prefix(Self.commonWordCount).compactMap { spellings[$0.key] }
    rare = ranked.filter { (2...Self.rareDocumentCount).contains($0.value) }
      .compactMap { spellings[$0.key] }
  }

  mutating func rareWord() -> String? { rare.randomElement(using: &random) }

  mutating func commonWord() -> String? { common.randomElement(using: &random) }

  /// Different words of one document, in no order; frequent ones come more often, as in a text.
  mutating func wordsOfOneDocument(_ count: Int) -> [String]? {
    guard let text = texts.randomElement(using: &random) else { return nil }
    var terms: Set<[UInt8]> = []
    var chosen: [String] = []
    for (word, term) in words(of: text).shuffled(using: &random) where chosen.count < count {
      // Words of one or two letters are mostly initials and remains of formulas.
      if word.utf8.count > 2, terms.insert(term).inserted { chosen.append(word) }
    }
    return chosen.count == count ? chosen : nil
  }

  /// Two neighbouring words of one document.
  mutating func phrase() -> String? {
    guard let text = texts.randomElement(using: &random) else { return nil }
    let tokens = analyzer.tokens(of: text)
    let pairs = zip(tokens, tokens.dropFirst()).filter { $1.position == $0.position + 1 }
    guard let pair = pairs.randomElement(using: &random),
      let first = Self.plainWord(text, pair.0), let second = Self.plainWord(text, pair.1)
    else { return nil }
    return "\(first) \(second)"
  }

  private func words(of text: String) -> [(word: String, term: [UInt8])] {
    analyzer.tokens(of: text).compactMap { token in
      Self.plainWord(text, token).map { ($0, token.term) }
    }
  }

  /// The spelling of a token if it consists of ASCII letters.
  private static func plainWord(_ text: String, _ token: Token) -> String? {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: token.range.lowerBound)
    let bytes = utf8[start..<utf8.index(start, offsetBy: token.range.count)]
    guard bytes.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
