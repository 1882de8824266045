import QuernModel

/// The part of a session that belongs to one analyzer: a word breaker and a memo of its words.
struct AnalysisChain {
  private let wordBreaking: WordBreaking
  private let stages: [TermStage]
  private var breaker: any WordBreaker
  private var memo: WordMemo
  /// The words that the breaker gave last.
  private var words: [Range<Int>] = []
  /// The numbers of their terms; there may be more.
  private var numbers: [UInt32] = []

  /// - Throws: ``AnalysisError``.
  init(_ analyzer: Analyzer) throws(AnalysisError) {
    wordBreaking = analyzer.wordBreaking
    stages = analyzer.stages
    breaker = wordBreaking.makeBreaker()
    memo = WordMemo(try TermMaker(stages: stages))
  }

  /// The memory of the memo in bytes.
  var memoByteCount: Int { memo.memoryByteCount }

  var memoryByteCount: Int {
    breaker.memoryByteCount + memo.memoryByteCount
      + words.capacity * MemoryLayout<Range<Int>>.stride
      + numbers.capacity * MemoryLayout<UInt32>.stride
  }

  /// Whether the analyzer makes the same terms: its name does not matter.
  func serves(_ analyzer: Analyzer) -> Bool {
    wordBreaking == analyzer.wordBreaking && stages == analyzer.stages
  }

  /// Stands before the first word of a new text.
  mutating func begin() { breaker.begin() }

  /// Adds the next words of a text, some thousands at most, and announces terms that are new.
  ///
  /// - Returns: whether the text goes on.
  mutating func append(
    _ text: Span<UInt8>, to batch: inout TokenBatch, numbering terms: inout ByteStringTable
  ) -> Bool {
    let goesOn = breaker.next(text, into: &words)
    let known = terms.count
    memo.find(words, of: text, in: &terms, into: &numbers)
    if terms.count > known {
      let new = terms.strings(from: known)
      batch.announce(newTerms: new.bytes, ends: new.ends)
    }
    batch.append(terms: numbers[..<words.count])
    return goesOn
  }

  /// Empties the memo.
  mutating func forgetWords() { memo.removeAll() }
}
