package import QuernModel

/// The moving parts of an analyzer: what one task needs to analyse one text after another.
package struct AnalysisPipeline {
  private var breaker: any WordBreaker
  private var memo: WordMemo
  private var terms = ByteStringTable()
  /// The words that the breaker gave last.
  private var words: [Range<Int>] = []

  /// The memory in bytes of words and terms above which the tables are emptied.
  private static let largestTables = 4 << 20

  /// - Throws: ``AnalysisError``.
  init(_ wordBreaking: WordBreaking, _ stages: [TermStage]) throws(AnalysisError) {
    breaker = wordBreaking.makeBreaker()
    memo = WordMemo(try TermMaker(stages: stages))
  }

  /// The tokens of a text.
  package mutating func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var position = 0
    let bytes = text.utf8Span.span
    breaker.begin()
    var goesOn = true
    while goesOn {
      boundTables()
      goesOn = breaker.next(bytes, into: &words)
      let numbers = memo.numbers(of: words, of: bytes, in: &terms)
      for (word, term) in zip(words, numbers) {
        if term != TokenBatch.noTerm {
          let bytes = Array(terms[Int(term)])
          tokens.append(Token(term: bytes, range: word, position: position))
        }
        position += 1
      }
    }
    return tokens
  }

  /// The words of a text, as ranges of its bytes.
  package mutating func words(of text: String) -> [Range<Int>] {
    var all: [Range<Int>] = []
    let bytes = text.utf8Span.span
    breaker.begin()
    while breaker.next(bytes, into: &words) { all += words }
    return all + words
  }

  private mutating func boundTables() {
    guard memo.memoryByteCount + terms.memoryByteCount > Self.largestTables else { return }
    memo.removeAll()
    terms.removeAll()
  }
}
