package import QuernModel

/// The moving parts of an analyzer: what one task needs to analyse one text after another.
package struct AnalysisPipeline {
  private var breaker: any WordBreaker
  private var vocabulary: Vocabulary
  /// The words that the breaker gave last.
  private var words: [Range<Int>] = []

  /// The memory in bytes of words and terms above which ``tokens(of:)`` starts with empty tables.
  private static let largestVocabulary = 4 << 20

  /// - Throws: ``AnalysisError``.
  init(_ wordBreaking: WordBreaking, _ stages: [TermStage]) throws(AnalysisError) {
    breaker = wordBreaking.makeBreaker()
    vocabulary = Vocabulary(try TermMaker(stages: stages))
  }

  package init(breaker: any WordBreaker, vocabulary: Vocabulary) {
    self.breaker = breaker
    self.vocabulary = vocabulary
  }

  package var memoryByteCount: Int {
    breaker.memoryByteCount + vocabulary.memoryByteCount
      + words.capacity * MemoryLayout<Range<Int>>.stride
  }

  /// Adds the words of a text to the batch's current field and announces terms that are new.
  package mutating func append(_ text: String, to batch: inout TokenBatch) {
    let bytes = text.utf8Span.span
    breaker.begin()
    var goesOn = true
    while goesOn {
      goesOn = breaker.next(bytes, into: &words)
      for word in words {
        let known = vocabulary.termCount
        let term = vocabulary.termNumber(of: bytes.extracting(word))
        if let term, vocabulary.termCount > known {
          batch.announce(newTerm: vocabulary.bytes(ofTerm: term))
        }
        batch.append(term: term)
      }
    }
  }

  /// The tokens of a text.
  ///
  /// Shares its numbers with ``append(_:to:)``: use one of the two only.
  package mutating func tokens(of text: String) -> [Token] {
    if vocabulary.memoryByteCount > Self.largestVocabulary { vocabulary.removeAll() }
    var tokens: [Token] = []
    var position = 0
    let bytes = text.utf8Span.span
    breaker.begin()
    var goesOn = true
    while goesOn {
      goesOn = breaker.next(bytes, into: &words)
      for word in words {
        if let term = vocabulary.termNumber(of: bytes.extracting(word)) {
          let bytes = Array(vocabulary.bytes(ofTerm: term))
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

  /// Starts numbering terms from 0 again.
  package mutating func reset() { vocabulary.removeAll() }
}
