import QuernAnalysis
import QuernModel
import QuernTestSupport
import Testing

@testable import QuernSearch

/// Words alone, and words with signs, are read without a tree.
struct SimpleQueryTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  /// Words that are cut further, have several terms, or have none.
  @Sendable private static func words(_ text: String, _ field: FieldName?) -> [QueryWord] {
    plainWords(text, field).flatMap { word -> [QueryWord] in
      // A digit is a word of its own, and touches the letters before it; an x is nothing.
      if word.terms[0].contains(0x78) { return [] }
      guard word.range.count > 1, word.terms[0].last == 0x31 else { return [word] }
      let cut = word.range.upperBound - 1
      return [
        QueryWord(
          terms: [Array(word.terms[0].dropLast())], range: word.range.lowerBound..<cut,
          position: 2 * word.position),
        QueryWord(
          terms: [[0x31]], range: cut..<word.range.upperBound, position: 2 * word.position + 1),
      ]
    }
  }

  @Test(arguments: seeds)
  func `words with signs are read as a tree would be`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parsers = [
      QueryParser(fields: [.title, .text], analyze: plainWords),
      QueryParser(
        fields: [.title, .text], isStopWord: { ["a", "ab", "B"].contains($0) }, analyze: Self.words),
      QueryParser(
        fields: [.title, .text], ownFields: [FieldName("pairs")],
        isStopWord: { $0.hasPrefix("a") }, analyze: plainWords),
    ]
    var simple = 0
    for _ in 0..<2_000 {
      let text = String(
        (0..<Int.random(in: 0...14, using: &random)).map { _ in
          // Blanks and signs often enough, and some text that is not simple.
          "aabbxAB1   ++--.\"".randomElement(using: &random) ?? "a"
        })
      if case .other = QueryText.simplicity(of: text) { continue }
      simple += 1
      for parser in parsers {
        let tree = try parser.query(of: try parser.expression(of: text))
        #expect(try parser.parse(text) == tree, "seed \(seed), \(text)")
      }
    }
    #expect(simple > 100, "seed \(seed)")
  }

  @Test func `too many words with signs are an error at the first that is too many`() throws {
    let parser = QueryParser(fields: []) { text, _ in
      // Letters without a blank between them are words that touch.
      Array(text.utf8).indices.map {
        QueryWord(terms: [[0x61]], range: $0..<$0 + 1, position: $0)
      }
    }
    let text = "+a " + String(repeating: "b", count: Query.maximumClauseCount)
    #expect(QueryText.simplicity(of: text) == .signedWords)
    #expect(throws: QueryError.tooManyClauses(offset: text.utf8.count - 1)) {
      try parser.parse(text)
    }
    #expect(throws: QueryError.tooManyClauses(offset: text.utf8.count - 1)) {
      try parser.query(of: try parser.expression(of: text))
    }
  }
}
