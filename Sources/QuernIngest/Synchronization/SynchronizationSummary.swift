public import QuernModel

/// What a ``Synchronization`` has found, by the final state of each document.
public struct SynchronizationSummary: Sendable, Hashable {
  /// How many failures are kept in full.
  public static let maximumFailureCount = 1_000

  /// Documents that the index did not have.
  public var added = 0

  /// Documents with another text than in the index, or from another file.
  public var updated = 0

  /// Documents that are gone.
  public var removed = 0

  /// Documents of the roots that are in the index as they are in their files.
  public var unchanged = 0

  /// Documents that stay in the index without being found: their file is missing and that was to
  /// be left, or it could not be read.
  public var kept = 0

  /// Files, folders and lines that could not be read.
  public var failed = 0

  /// Files and lines that were read with U+FFFD for bytes that are no UTF-8.
  ///
  /// Those that need not be read again count as well, and are told only by the run that has read them.
  public var repaired = 0

  /// Documents that were read, or known, and lost their key to a later one.
  ///
  /// A file that need not be opened shows none of those that are inside it.
  public var duplicates = 0

  /// Files in folders whose endings say no format.
  public var passedOver = 0

  /// The first ``maximumFailureCount`` failures.
  public var failures: [IngestFailure] = []

  /// Whether all roots were looked at, and not only what had changed; only then ``roots`` and
  /// ``folders`` are told.
  public var isWhole = true

  /// Whether files of several documents are among those of the roots.
  public var hasFilesOfLines = false

  /// The roots as ``FolderScan/roots`` gives them, to be remembered.
  public var roots: [Root] = []

  /// The folders in which a change of names or files would change the outcome, as
  /// ``FolderScan/folders``.
  public var folders: [String] = []

  /// Whether the index must change; if not, whatever was handed over can be rolled back.
  public var hasChanges: Bool { added + updated + removed > 0 }

  /// Makes an empty summary.
  public init() {}
}
