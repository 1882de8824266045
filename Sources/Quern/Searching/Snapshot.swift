public import QuernModel

/// The documents of one commit. It never changes, whatever is written after it.
public final class Snapshot: Sendable {
  /// What the commit says of itself.
  public var info: CommitInfo { fatalError() }

  /// The number of documents.
  public var documentCount: Int { fatalError() }

  /// Finds the best documents for a query.
  ///
  /// - Throws: ``QuernError/query(_:)`` for a query that cannot be read, ``QuernError`` where the
  ///   index turns out to be damaged.
  public func search(
    _ query: String, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> SearchResult { fatalError() }

  /// The document with a key.
  ///
  /// - Throws: ``QuernError``.
  public func document(for key: DocumentKey) throws(QuernError) -> Document? { fatalError() }

  /// The keys and sources of all documents that have a source, in no particular order.
  ///
  /// - Throws: ``QuernError``.
  public func knownDocuments() throws(QuernError) -> [KnownDocument] { fatalError() }

  /// Sizes and counts.
  ///
  /// - Throws: ``QuernError``.
  public func statistics() throws(QuernError) -> IndexStatistics { fatalError() }

  /// Verifies every checksum and structure.
  ///
  /// - Returns: what is damaged; empty where nothing is.
  public func check() -> [Damage] { fatalError() }
}

/// Sizes and counts of an index.
public struct IndexStatistics: Sendable, Hashable {
  public var documentCount: Int

  /// Documents that were deleted or replaced and still take room.
  public var deletedCount: Int

  /// Distinct terms, over all fields; a term that is in several segments counts in each.
  public var termCount: Int
  public var tokenCount: Int
  public var segmentCount: Int

  /// Bytes on disk by structure: `dictionary`, `postings`, `positions`, `lengths`, `stored`,
  /// `keys`, `sources`, `deletions`, `framing`.
  public var bytes: [String: Int]
}

/// A place of an index that is not as it should be.
public struct Damage: Sendable, Hashable {
  public var file: String

  /// In bytes from the start of the file; `nil` where the whole file is meant.
  public var offset: Int?

  /// What was expected and what was found.
  public var evidence: String

  /// What to do about it.
  public var remedy: String
}
