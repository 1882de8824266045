public import QuernModel

/// Takes what a ``Synchronization`` finds: a batch of writes, or a list for people to read.
public protocol SynchronizationConsumer: ~Copyable {
  /// What stops the run.
  associatedtype Failure: Error

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
  /// Does nothing.
  public mutating func observe(_ event: SynchronizationEvent) throws(Failure) {}
}
