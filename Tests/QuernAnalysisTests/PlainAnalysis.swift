import QuernAnalysis
import QuernModel

/// The reference: the whole text in one piece, no memo, no interner, no short cut for ASCII.
struct PlainAnalysis {
  private let analyzer: Analyzer
  private let maker: TermMaker

  init(_ analyzer: Analyzer) throws {
    self.analyzer = analyzer
    maker = try TermMaker(stages: analyzer.stages, takesShortCuts: false)
  }

  func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    for (position, range) in words(of: text).enumerated() {
      var term: [UInt8] = []
      maker.make(&term, of: text.utf8Span.span.extracting(range))
      if !term.isEmpty { tokens.append(Token(term: term, range: range, position: position)) }
    }
    return tokens
  }

  private func words(of text: String) -> [Range<Int>] {
    switch analyzer.wordBreaking {
    case .unicode: unicodeWords(text)
    case .bigrams: PlainBigrams.words(of: text, wordsBetween: unicodeWords)
    case .whiteSpace: wordsBetweenWhiteSpace(text)
    }
  }

  private func unicodeWords(_ text: String) -> [Range<Int>] {
    let pieces = TextPieces(usual: 1 << 28, longest: 1 << 29)
    guard var breaker = try? ICUWordBreaker(pieces: pieces) else { return [] }
    var words: [Range<Int>] = []
    var some: [Range<Int>] = []
    breaker.begin()
    while breaker.next(text.utf8Span.span, into: &some) { words += some }
    return words + some
  }

  private func wordsBetweenWhiteSpace(_ text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    let blanks = Array(" \t\n\u{B}\u{C}\r".utf8)
    return bytes.split { blanks.contains($0) }.map { $0.startIndex..<$0.endIndex }
  }
}
