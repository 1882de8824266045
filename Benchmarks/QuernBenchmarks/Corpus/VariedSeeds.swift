import QuernIngest
import QuernModel
import QuernTestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sample articles, multiplied: every copy has its own key and leaves out some paragraphs, and
/// some of its words give way to made-up ones.
///
/// So the copies differ in length, no two words have the same list, and there are rare words. The
/// made-up words follow a law like Zipf's.
struct VariedSeeds {
  private static let vocabularyCount = 20_000
  private static let paragraphsKept = 0.75
  private static let wordsReplaced = 0.05

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Makes a number of copies, of one article after the other.
  ///
  /// - Throws: ``BenchmarkFailure/corpus(path:reason:)``.
  mutating func corpus(folder: String, count: Int) throws(BenchmarkFailure) -> Corpus {
    let articles = try Self.read(folder)
    guard !articles.isEmpty, count > 1 else {
      throw .corpus(path: folder, reason: "no articles, or fewer than two copies wanted")
    }
    let documents = (0..<count).map { copy(of: articles[$0 % articles.count], number: $0) }
    return Corpus(name: "\(Corpus.seedsName), \(count) varied copies", documents: documents)
  }

  private mutating func copy(of article: Document, number: Int) -> Document {
    var copy = article
    copy.key = DocumentKey("\(article.key)#\(number)")
    copy.source = nil
    for field in copy.fields.indices {
      let name = copy.fields[field].name
      guard name == .title || name == .text else { continue }
      copy.fields[field].values = copy.fields[field].values.map { vary($0) }
    }
    return copy
  }

  private mutating func vary(_ text: String) -> String {
    let paragraphs = text.split(separator: "\n")
    var kept = paragraphs.filter { _ in
      Double.random(in: 0..<1, using: &random) < Self.paragraphsKept
    }
    if kept.isEmpty { kept = paragraphs }
    return kept.map { varyWords(of: $0) }.joined(separator: "\n")
  }

  private mutating func varyWords(of paragraph: Substring) -> String {
    paragraph.split(separator: " ").map { word in
      Double.random(in: 0..<1, using: &random) < Self.wordsReplaced ? madeUpWord() : String(word)
    }.joined(separator: " ")
  }

  /// Each octave of ranks is drawn about equally often, so rank r about as often as 1/r.
  private mutating func madeUpWord() -> String {
    var octave = 1..<2
    while octave.upperBound < Self.vocabularyCount, Double.random(in: 0..<1, using: &random) < 0.93
    {
      octave = octave.upperBound..<(octave.upperBound * 2)
    }
    return Self.word(Int.random(in: octave, using: &random))
  }

  /// A word for a number: syllables of a consonant and a vowel.
  private static func word(_ number: Int) -> String {
    let consonants = Array("bdfgklmnprstvz")
    let vowels = Array("aeiou")
    var rest = number
    var word = ""
    repeat {
      word.append(consonants[rest % consonants.count])
      rest /= consonants.count
      word.append(vowels[rest % vowels.count])
      rest /= vowels.count
    } while rest > 0
    return word + "k"
  }

  private static func read(_ folder: String) throws(BenchmarkFailure) -> [Document] {
    do {
      var articles: [Document] = []
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
        guard name != "README.md", let format = InputFormat(path: name) else { continue }
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        let source = Source(
          path: name, byteCount: UInt64(bytes.count), modified: 0,
          contentHash: ContentHash.hash(bytes.span))
        articles.append(try ArticleReader.document(bytes, format: format, source: source))
      }
      return articles
    } catch {
      throw .corpus(path: folder, reason: "\(error)")
    }
  }
}
