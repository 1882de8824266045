package import QuernModel

/// The moving parts of an analyzer: what one task needs to analyse one text after another.
///
/// Cannot be copied: two would share the tables, and write them anew.
package struct AnalysisPipeline: ~Copyable {
  private let wordBreaking: WordBreaking
  private let maker: TermMaker

  /// Made for the first text that is cut: a query to an index of many languages is cut by one of them.
  private var cutter: TextCutter?

  /// - Throws: ``AnalysisError``.
  init(_ wordBreaking: WordBreaking, _ stages: [TermStage]) throws(AnalysisError) {
    self.wordBreaking = wordBreaking
    maker = try TermMaker(stages: stages)
  }

  /// Runs `body` with the pipeline where it lies.
  mutating func run<Result>(_ body: (inout AnalysisPipeline) -> Result) -> Result { body(&self) }

  /// The tokens of a text.
  package mutating func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    forEachToken(of: text.utf8Span.span) { term, range, position in
      tokens.append(Token(term: Array(term), range: range, position: position))
    }
    return tokens
  }

  /// The same as words of a query, each with its term.
  mutating func queryWords(of text: String) -> [QueryWord] {
    var words: [QueryWord] = []
    forEachToken(of: text.utf8Span.span) { term, range, position in
      words.append(QueryWord(terms: [Array(term)], range: range, position: position))
    }
    return words
  }

  /// The terms of a query's words, behind each other.
  ///
  /// - Parameter hasSigns: whether a word may have a `+` or `-` before it. Then what stands between blanks
  ///   is analysed one by one.
  /// - Returns: `nil` where something between blanks is not just one word, or nothing, or there are too many
  ///   words.
  mutating func plainTerms(of text: String, hasSigns: Bool) -> PlainTerms? {
    let bytes = text.utf8Span.span
    var terms = PlainTerms(byteCount: bytes.count)
    var isWhole = true
    if !hasSigns {
      forEachToken(of: bytes) { term, range, _ in
        isWhole = isWhole && terms.append(term, range: range, sign: 0)
      }
      return isWhole ? terms : nil
    }
    var place = 0
    while place < bytes.count {
      if bytes[place] == 0x20 {
        place += 1
        continue
      }
      let sign = PlainTerms.passSign(in: bytes, &place)
      let start = place
      while place < bytes.count, bytes[place] != 0x20 { place += 1 }
      let size = place - start
      forEachToken(of: bytes.extracting(start..<place)) { term, range, _ in
        isWhole =
          isWhole && range == 0..<size
          && terms.append(term, range: start..<place, sign: sign)
      }
      if !isWhole { return nil }
    }
    return terms
  }

  /// The words of a text, as ranges of its bytes.
  package mutating func words(of text: String) -> [Range<Int>] {
    openCutter()
    return cutter?.words(of: text.utf8Span.span) ?? []
  }

  /// The term of each of some words of a text; empty where nothing is left of it.
  func terms(of words: [Range<Int>], in text: String) -> [[UInt8]] {
    let bytes = text.utf8Span.span
    var terms: [[UInt8]] = []
    for word in words {
      var term: [UInt8] = []
      maker.make(&term, of: bytes.extracting(word))
      terms.append(term)
    }
    return terms
  }

  @inline(__always)
  private mutating func forEachToken(
    of bytes: Span<UInt8>,
    _ body: (_ term: ArraySlice<UInt8>, _ range: Range<Int>, _ position: Int) -> Void
  ) {
    openCutter()
    cutter?.forEachToken(of: bytes, body)
  }

  private mutating func openCutter() {
    if cutter == nil { cutter = TextCutter(wordBreaking, maker) }
  }
}
