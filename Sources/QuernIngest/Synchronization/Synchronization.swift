public import QuernModel

/// The daily move: finds what is new, changed or gone since the index was written.
///
/// A file whose size and time are those of its known documents is not opened. Another one is read,
/// and the hash of each document decides; a file that was changed less than two seconds before the
/// commit counts among these, since its time may hide a change (git calls it racily clean).
///
/// - Removing: a known document is removed if a root covers its file and the file is gone, or was
///   read to its end without it. Nothing of a root that is missing, of a folder that cannot be
///   listed, or of a file in which anything failed is removed.
/// - Equal keys: the last document wins, in the order of ``FolderScan/files`` and then of lines.
///   The outcome is that of reading everything afresh: where the winner goes, the one before it
///   comes back. For that, files that were not opened are read after all.
/// - Outside: known documents that no root covers are left alone; but a document that is read in
///   this run takes the key of such a one.
/// - Standard input: adds and updates, removes nothing, and comes last.
///
/// What a root's format says is not part of a document's state: with another format for the same
/// files the index is best built anew.
public struct Synchronization: Sendable {
  /// What is read.
  public var roots: [Root]

  /// The time of the last commit, in nanoseconds since 1970; `nil` where there is none.
  public var lastCommit: Int64?

  /// Whether documents whose file or line is gone stay.
  public var keepsMissing: Bool

  /// Roots that the index follows and that are not read now.
  ///
  /// A file that exists, that a root covers and yet leaves out (it is hidden, say) is removed unless
  /// one of these holds it.
  public var otherRoots: [Root]

  /// What may have changed since the index was brought up to date with all of the roots.
  ///
  /// Where it is a few articles, only these are looked at, as if each were a root.
  public var changes = FileChanges.anything

  /// Whether files of several documents may be among those of the roots: the key of an article that
  /// is gone may come to light in one, so that all roots are looked at then.
  public var mayHaveFilesOfLines = true

  /// The descriptor that is read for the root `-`.
  public var standardInput: Int32

  /// Prepares a run.
  public init(
    roots: [Root], lastCommit: Int64? = nil, keepsMissing: Bool = false, otherRoots: [Root] = [],
    standardInput: Int32 = 0
  ) {
    self.roots = roots
    self.lastCommit = lastCommit
    self.keepsMissing = keepsMissing
    self.otherRoots = otherRoots
    self.standardInput = standardInput
  }

  /// Reads, compares and hands over what has changed.
  ///
  /// New documents come first, in the order of files and lines; then changed ones, in that order;
  /// then removals, in the order of keys. So the same files and the same index give the same calls.
  /// A dry run is a consumer that only listens to ``SynchronizationConsumer/observe(_:)``.
  ///
  /// - Throws: whatever the consumer throws; what cannot be read is in the summary.
  /// - Complexity: O(bytes of the files that must be read + files + known documents). Where all roots
  ///   are articles, files of one document each, the index is only asked for these. Memory grows with
  ///   the number of known and of new documents, not with their size.
  public func run<Consumer: SynchronizationConsumer & ~Copyable>(
    into consumer: inout Consumer
  ) throws(Consumer.Failure) -> SynchronizationSummary {
    var run = SynchronizationRun(self)
    return try run.perform(&consumer)
  }
}
