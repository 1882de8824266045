import QuernModel

/// The part of a session that belongs to one analyzer: a word breaker and a memo of its words.
struct AnalysisChain {
  private let wordBreaking: WordBreaking
  private let stages: [TermStage]
  /// One of the usual breakers, or else another.
  private var unicodeBreaker: UnicodeWordBreaker?
  private var whiteSpaceBreaker: WhiteSpaceBreaker?
  private var breaker: any WordBreaker
  private var memo: WordMemo
  /// The words that the breaker gave last.
  private var words: [Range<Int>] = []

  /// - Throws: ``AnalysisError``.
  init(_ analyzer: Analyzer) throws(AnalysisError) {
    wordBreaking = analyzer.wordBreaking
    stages = analyzer.stages
    breaker = wordBreaking.makeBreaker()
    unicodeBreaker = breaker as? UnicodeWordBreaker
    whiteSpaceBreaker = breaker as? WhiteSpaceBreaker
    memo = WordMemo(try TermMaker(stages: stages))
  }

  /// The memory of the memo in bytes.
  var memoByteCount: Int { memo.memoryByteCount }

  var memoryByteCount: Int {
    breaker.memoryByteCount + memo.memoryByteCount
      + words.capacity * MemoryLayout<Range<Int>>.stride
  }

  /// Whether the analyzer makes the same terms: its name does not matter.
  func serves(_ analyzer: Analyzer) -> Bool {
    wordBreaking == analyzer.wordBreaking && stages == analyzer.stages
  }

  /// Stands before the first word of a new text.
  mutating func begin() {
    if unicodeBreaker != nil {
      unicodeBreaker?.begin()
    } else if whiteSpaceBreaker != nil {
      whiteSpaceBreaker?.begin()
    } else {
      breaker.begin()
    }
  }

  /// Adds the next words of a text, some thousands at most, and announces terms that are new.
  ///
  /// - Returns: whether the text goes on.
  mutating func append(
    _ text: Span<UInt8>, to batch: inout TokenBatch, numbering terms: inout SessionTerms
  ) -> Bool {
    var goesOn = false
    words.removeAll(keepingCapacity: true)
    if unicodeBreaker != nil {
      memo.append(text, to: &batch, numbering: &terms) { places in
        goesOn = unicodeBreaker?.next(text, into: &places, else: &words) ?? false
      }
    } else if whiteSpaceBreaker != nil {
      memo.append(text, to: &batch, numbering: &terms) { places in
        goesOn = whiteSpaceBreaker?.next(text, into: &places) ?? false
      }
    } else {
      goesOn = breaker.next(text, into: &words)
    }
    if !words.isEmpty { append(words, of: text, to: &batch, numbering: &terms) }
    terms.announceNew(to: &batch)
    return goesOn
  }

  private mutating func append(
    _ words: [Range<Int>], of text: Span<UInt8>, to batch: inout TokenBatch,
    numbering terms: inout SessionTerms
  ) {
    var start = 0
    while start < words.count {
      memo.append(text, to: &batch, numbering: &terms) { places in
        while start < words.count && !places.isFull {
          places.appendAny(words[start].lowerBound, words[start].upperBound)
          start += 1
        }
      }
    }
  }

  /// Empties the memo.
  mutating func forgetWords() { memo.removeAll() }
}
