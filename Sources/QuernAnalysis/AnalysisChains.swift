import QuernModel

/// The chains of the analyzers that a session has used, and the terms that they share.
struct AnalysisChains {
  private let largestMemos: Int
  private var terms = SessionTerms()
  /// One for each analyzer that was used.
  private var chains: [AnalysisChain] = []
  /// The chain that was used last, and what it does.
  private var current = 0
  private var wordBreaking: WordBreaking?
  private var stages: [TermStage] = []
  /// The memory of the other chains' memos in bytes.
  private var otherMemos = 0

  init(largestMemos: Int) { self.largestMemos = largestMemos }

  /// The memory in bytes, that of ICU and of libstemmer apart.
  var memoryByteCount: Int {
    chains.reduce(terms.memoryByteCount) { $0 + $1.memoryByteCount }
  }

  /// The memory of all memos in bytes.
  var memoByteCount: Int { chains.reduce(0) { $0 + $1.memoByteCount } }

  /// Adds the words of a text to the current field of a batch.
  ///
  /// - Throws: ``AnalysisError``.
  mutating func append(
    _ text: Span<UInt8>, with analyzer: Analyzer, to batch: inout TokenBatch
  ) throws(AnalysisError) {
    try use(analyzer)
    append(text, to: &batch)
  }

  /// Makes the chain of an analyzer the current one.
  ///
  /// - Throws: ``AnalysisError``.
  mutating func use(_ analyzer: Analyzer) throws(AnalysisError) {
    if analyzer.wordBreaking != wordBreaking || analyzer.stages != stages { try select(analyzer) }
  }

  /// Adds the words of a text with the current chain, which must have been chosen.
  mutating func append(_ text: Span<UInt8>, to batch: inout TokenBatch) {
    let room = largestMemos - otherMemos
    chains[current].begin()
    var goesOn = true
    while goesOn {
      goesOn = chains[current].append(text, to: &batch, numbering: &terms)
      // The fullest memo may be one that is not used any more.
      if chains[current].memoByteCount > room { forgetWords() }
    }
  }

  /// Forgets all terms and words.
  ///
  /// - Parameter shared: what numbers the next ones, where several sessions do so together.
  mutating func reset(sharing shared: SharedTerms? = nil) {
    forgetWords()
    terms = SessionTerms(sharing: shared)
  }

  /// Hands over the terms that were met, as ``SessionTerms/takeMet(_:)``.
  mutating func takeMetTerms(_ met: inout [UInt32]) { terms.takeMet(&met) }

  /// Finds or makes the chain of an analyzer.
  private mutating func select(_ analyzer: Analyzer) throws(AnalysisError) {
    if let known = chains.firstIndex(where: { $0.serves(analyzer) }) {
      current = known
    } else {
      chains.append(try AnalysisChain(analyzer))
      current = chains.count - 1
    }
    (wordBreaking, stages) = (analyzer.wordBreaking, analyzer.stages)
    otherMemos = memoByteCount - chains[current].memoByteCount
  }

  /// Empties all memos.
  private mutating func forgetWords() {
    for index in chains.indices { chains[index].forgetWords() }
    otherMemos = memoByteCount - (chains.isEmpty ? 0 : chains[current].memoByteCount)
  }
}
