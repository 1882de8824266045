public import QuernModel

/// The other side of a ``Synchronization``: says what the index knows, and takes what is found, as a
/// batch of writes or a list for people to read.
public protocol SynchronizationConsumer: ~Copyable {
  /// What stops the run.
  associatedtype Failure: Error

  /// The document that the index has under a key; `nil` where there is none, or none with a source.
  ///
  /// Asked where few documents are looked at. Knows nothing unless implemented.
  mutating func knownDocument(for key: DocumentKey) throws(Failure) -> KnownDocument?

  /// All documents of the index that have a source, also those of roots that are not read.
  ///
  /// Asked where a folder or a file of lines is read. Knows nothing unless implemented.
  mutating func knownDocuments() throws(Failure) -> [KnownDocument]

  /// Adds a document, or replaces the one that has its key.
  ///
  /// A key that is new to the index can come twice in one run; the later one is meant.
  mutating func add(_ document: Document) throws(Failure)

  /// Removes a document that the index has.
  mutating func remove(_ key: DocumentKey) throws(Failure)

  /// Learns how the run goes on. Does nothing unless implemented.
  mutating func observe(_ event: SynchronizationEvent) throws(Failure)
}

extension SynchronizationConsumer where Self: ~Copyable {
  /// Knows nothing.
  public mutating func knownDocument(for key: DocumentKey) throws(Failure) -> KnownDocument? { nil }

  /// Knows nothing.
  public mutating func knownDocuments() throws(Failure) -> [KnownDocument] { [] }

  /// Does nothing.
  public mutating func observe(_ event: SynchronizationEvent) throws(Failure) {}
}
