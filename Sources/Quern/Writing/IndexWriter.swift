public import QuernModel

/// The one writer of an index. Lives as long as it is wanted and holds the lock until it is closed.
///
/// Owned by one task.
public final class IndexWriter {
  /// Starts a batch of changes, which becomes visible as a whole or not at all.
  ///
  /// - Parameter replacingAll: whether the batch starts from nothing: at its commit all documents
  ///   that it did not add are gone.
  /// - Throws: ``QuernError``.
  public func begin(
    replacingAll: Bool = false, options: IndexOptions? = nil
  ) throws(QuernError) -> WriteBatch { fatalError() }

  /// Gives the lock up. A second call does nothing.
  public func close() { fatalError() }
}

/// Changes on their way to a commit.
///
/// Not copyable: ``commit()`` and ``rollback()`` consume it, so that a second commit does not
/// compile. A batch that is dropped is rolled back.
public struct WriteBatch: ~Copyable {
  /// Adds a document; one whose key exists is replaced.
  ///
  /// - Throws: ``QuernError``.
  public mutating func add(_ document: Document) throws(QuernError) { fatalError() }

  /// Deletes a document.
  ///
  /// - Returns: whether there was one.
  /// - Throws: ``QuernError``.
  @discardableResult
  public mutating func delete(_ key: DocumentKey) throws(QuernError) -> Bool { fatalError() }

  /// Sets the files and folders that the index follows.
  public mutating func follow(_ roots: [Root]) { fatalError() }

  /// Makes all changes visible and lasting, or none.
  ///
  /// - Throws: ``QuernError``; the commit before is then still the last.
  public consuming func commit() throws(QuernError) -> CommitSummary { fatalError() }

  /// Forgets all changes.
  public consuming func rollback() { fatalError() }
}

/// What a commit has done.
public struct CommitSummary: Sendable, Hashable {
  public var generation: UInt64

  /// The number of documents in the index.
  public var documentCount: Int

  /// The number of tokens in the index.
  public var tokenCount: Int

  /// Fields of this batch that are stored but cannot be searched, because the index has
  /// ``IndexWriter`` 's limit of 1,000 searchable fields already.
  public var storedOnlyFields: [FieldName]
}
