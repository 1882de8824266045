import Foundation
import QuernModel

/// Small articles, each one the same whenever it is asked for again: some 30 words, of which few are
/// frequent and many are rare, as in a language.
struct SmallArticles {
  private static let wordCount = 50_000

  /// The article of a number, as if it had been read from a file.
  func article(_ number: Int) -> Document {
    var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 | 1
    var words: [String] = []
    for _ in 0..<30 { words.append(Self.word(Self.draw(&state))) }
    let path = "/articles/\(number / 1_000)/\(number).txt"
    return Document(
      key: DocumentKey(path),
      fields: [
        .init(.title, ["Article number\(number)"]), .init(.text, [words.joined(separator: " ")]),
      ],
      source: Source(
        path: path, byteCount: 200, modified: Int64(number),
        contentHash: UInt64(truncatingIfNeeded: number)))
  }

  /// Queries of one to three words, frequent and rare ones.
  var queries: [String] {
    var state: UInt64 = 7
    return (0..<100).map { number in
      let words = (0...number % 3).map { _ in Self.word(Self.draw(&state)) }
      return words.joined(separator: " ")
    }
  }

  /// The number of a word, small ones being likely (Zipf's law).
  private static func draw(_ state: inout UInt64) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(pow(Double(wordCount), Double(state >> 11) / Double(1 << 53)))
  }

  private static func word(_ number: Int) -> String {
    let syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"]
    return String(number).utf8.map { syllables[Int($0) - 48] }.joined()
  }
}
