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

  private var chains: AnalysisChains

  /// Opens a session; analyzers are opened when they are first used.
  public init() { chains = AnalysisChains(largestMemos: Self.largestMemos) }

  package init(largestMemos: Int) { chains = AnalysisChains(largestMemos: largestMemos) }

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
    // One access to the class for the whole text.
    try chains.append(text.utf8Span.span, with: analyzer, to: &batch)
  }

  /// Makes an analyzer the one of ``append(_:to:)``.
  ///
  /// - Throws: ``AnalysisError``, as ``append(_:with:to:)``.
  package func use(_ analyzer: Analyzer) throws(AnalysisError) { try chains.use(analyzer) }

  /// Adds the words of one value with the analyzer that was used last.
  ///
  /// - Parameter text: UTF-8.
  package func append(_ text: Span<UInt8>, to batch: inout TokenBatch) {
    chains.append(text, to: &batch)
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  public func reset() { chains.reset() }

  /// Forgets all terms, and numbers the next ones together with other sessions.
  ///
  /// Such a session announces no terms to its batches: whoever brings the batches of all sessions
  /// together does, with a ``TermAnnouncer``.
  package func reset(sharing terms: SharedTerms) { chains.reset(sharing: terms) }

  /// Replaces an array with the numbers of the terms that were met since the last call; the shared
  /// ones of a session that was reset with some.
  ///
  /// Each term of a batch is among those of this batch or of one before it.
  package func takeMetTerms(_ met: inout [UInt32]) { chains.takeMetTerms(&met) }

  /// The memory that the session holds in bytes, ICU's and libstemmer's own and shared terms apart.
  public var memoryByteCount: Int { chains.memoryByteCount }

  /// The memory of all memos in bytes.
  package var memoByteCount: Int { chains.memoByteCount }
}
