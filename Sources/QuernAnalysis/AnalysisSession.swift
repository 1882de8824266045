public import QuernModel

/// The indexing path: words of many texts → numbers of terms.
///
/// Numbers terms from 0 in the order in which they come, and announces each to the batch in which
/// it comes first. Every distinct word is normalised and stemmed once: a memo of up to 16 MiB knows
/// the words that were met (it may double once on its way there) and is emptied when it is full;
/// the numbers of the terms stay until ``reset()``.
///
/// Belongs to one task at a time.
public final class AnalysisSession {
  /// What the session analyses with.
  public let analyzer: Analyzer

  private var pipeline: AnalysisPipeline

  /// Opens a session.
  ///
  /// - Throws: ``AnalysisError/icu(call:code:)`` or ``AnalysisError/stemmer(algorithm:)`` where
  ///   memory is short.
  public init(_ analyzer: Analyzer) throws(AnalysisError) {
    self.analyzer = analyzer
    pipeline = try analyzer.makePipeline()
  }

  /// Adds the words of one value to the current field of a batch.
  ///
  /// The caller begins the field and ends the value. A word of which nothing is left takes a
  /// position and gives no token.
  ///
  /// - Complexity: linear in the text; memory is bounded but for new terms.
  public func append(_ text: String, to batch: inout TokenBatch) {
    // One access to the class for the whole text: its cost is paid once.
    pipeline.append(text, to: &batch)
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  public func reset() { pipeline.reset() }

  /// The memory that the session holds in bytes, ICU's and libstemmer's own apart.
  public var memoryByteCount: Int { pipeline.memoryByteCount }
}
