public import QuernModel

/// One thing that happens in a ``Synchronization``.
public enum SynchronizationEvent: Sendable, Hashable {
  /// What becomes of a document in the end.
  public enum Action: String, Sendable, Hashable {
    /// The index did not have the key.
    case add

    /// The index has the key with another text, or from another file.
    case update

    /// The document's file, or its line, is gone.
    case remove
  }

  /// How far the run is.
  public struct Progress: Sendable, Hashable {
    /// How many files are done, read or not.
    public var fileCount: Int

    /// How many files there are.
    public var totalFileCount: Int

    /// How many bytes are done, read or not.
    public var byteCount: UInt64

    /// The bytes of all files; standard input is in none of the numbers before it is read.
    public var totalByteCount: UInt64

    /// How many documents were read.
    public var documentCount: Int
  }

  /// The state of a document will change; once for each key.
  case change(Action, DocumentKey)

  /// Something could not be read; every failure, also those that the summary leaves out.
  case failure(IngestFailure)

  /// Something was read with U+FFFD for bytes that are no UTF-8; every time.
  case repair(IngestRepair)

  /// After every file, and inside long files every megabyte or so.
  case progress(Progress)
}
