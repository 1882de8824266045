public import QuernModel

/// The indexing path: words of many texts → numbers of terms.
///
/// Serves any number of analyzers, so that documents of several languages come into one segment.
/// Numbers terms from 0 in the order in which they come, and announces each to the batch in which
/// it comes first; a term has one number, whichever analyzer makes it.
///
/// Every distinct word is normalised and stemmed once for each analyzer: memos know the words that
/// were met. Together they take 16 MiB at most (they may double once on their way there) and are
/// emptied when they are full; the numbers of the terms stay until ``reset()``.
///
/// Belongs to one task at a time.
public final class AnalysisSession {
  /// The memory in bytes above which the memos are emptied.
  package static let largestMemos = 16 << 20

  private let largestMemos: Int
  private var terms = ByteStringTable()
  /// One for each analyzer that was used.
  private var chains: [AnalysisChain] = []
  /// The chain that was used last, and what it does.
  private var current = 0
  private var wordBreaking: WordBreaking?
  private var stages: [TermStage] = []
  /// The memory of the other chains' memos in bytes.
  private var otherMemos = 0

  /// Opens a session; analyzers are opened when they are first used.
  public init() { largestMemos = Self.largestMemos }

  package init(largestMemos: Int) { self.largestMemos = largestMemos }

  /// Adds the words of one value to the current field of a batch.
  ///
  /// The caller begins the field and ends the value. A word of which nothing is left takes a
  /// position and gives no token.
  ///
  /// - Throws: ``AnalysisError/icu(call:code:)`` or ``AnalysisError/stemmer(algorithm:)`` where
  ///   memory is short when an analyzer is first used; then nothing was added.
  /// - Complexity: linear in the text; memory is bounded but for new terms.
  public func append(
    _ text: String, with analyzer: Analyzer, to batch: inout TokenBatch
  ) throws(AnalysisError) {
    if analyzer.wordBreaking != wordBreaking || analyzer.stages != stages { try select(analyzer) }
    let bytes = text.utf8Span.span
    chains[current].begin()
    // One access to the class for some thousand words.
    while chains[current].append(bytes, to: &batch, numbering: &terms) { boundMemos() }
    boundMemos()
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  public func reset() {
    forgetWords()
    terms.removeAll()
  }

  /// The memory that the session holds in bytes, ICU's and libstemmer's own apart.
  public var memoryByteCount: Int {
    chains.reduce(terms.memoryByteCount) { $0 + $1.memoryByteCount }
  }

  /// The memory of all memos in bytes.
  package var memoByteCount: Int { chains.reduce(0) { $0 + $1.memoByteCount } }

  /// Makes the chain of an analyzer the current one.
  private func select(_ analyzer: Analyzer) throws(AnalysisError) {
    if let known = chains.firstIndex(where: { $0.serves(analyzer) }) {
      current = known
    } else {
      chains.append(try AnalysisChain(analyzer))
      current = chains.count - 1
    }
    (wordBreaking, stages) = (analyzer.wordBreaking, analyzer.stages)
    otherMemos = memoByteCount - chains[current].memoByteCount
  }

  private func boundMemos() {
    if otherMemos + chains[current].memoByteCount > largestMemos { forgetWords() }
  }

  /// Empties all memos: the fullest may be one that is not used any more.
  private func forgetWords() {
    for index in chains.indices { chains[index].forgetWords() }
    otherMemos = memoByteCount - (chains.isEmpty ? 0 : chains[current].memoByteCount)
  }
}
