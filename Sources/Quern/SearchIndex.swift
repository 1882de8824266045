public import QuernAnalysis
import QuernIndex
import QuernModel
public import QuernStorage
import Synchronization

/// An index in a folder: open it, search its snapshots, write to it.
///
/// Share it freely between threads. Opening maps files and reads only metadata.
public final class SearchIndex: Sendable {
  let directory: any Directory

  /// Analyzers that the program has composed.
  let analyzers: [Analyzer]

  /// Whether pairs are written as long as no segment says so.
  let writesPairs: Bool
  private let current: Mutex<Snapshot>

  private init(
    _ directory: any Directory, _ analyzers: [Analyzer], _ snapshot: Snapshot,
    writesPairs: Bool = true
  ) {
    self.directory = directory
    self.analyzers = analyzers
    self.writesPairs = writesPairs
    current = Mutex(snapshot)
  }

  /// Opens the index in a folder.
  ///
  /// - Parameter analyzers: those that the program has composed and the index was made with.
  /// - Throws: ``QuernError`` where there is none, where it is damaged, or where this program cannot
  ///   read its format.
  public static func open(
    at path: String, analyzers: [Analyzer] = []
  ) throws(QuernError) -> SearchIndex {
    try open(in: DiskDirectory(path: path), analyzers: analyzers)
  }

  /// Opens the index in a directory of any kind.
  ///
  /// - Throws: ``QuernError``.
  public static func open(
    in directory: any Directory, analyzers: [Analyzer] = []
  ) throws(QuernError) -> SearchIndex {
    let contents = try wrapping { () throws(IndexError) in
      try IndexSnapshot.openLast(in: directory)
    }
    return SearchIndex(directory, analyzers, try Snapshot(contents, analyzers))
  }

  /// Makes an empty index in a folder, which is made too; an index that is there stays as it is and
  /// is opened.
  ///
  /// - Parameters:
  ///   - options: how a new index is made.
  ///   - analyzers: those that the program has composed, which the options may name.
  /// - Throws: ``QuernError``.
  public static func openOrCreate(
    at path: String, options: IndexOptions = IndexOptions(), analyzers: [Analyzer] = []
  ) throws(QuernError) -> SearchIndex {
    let directory = DiskDirectory(path: path)
    try wrapping { () throws(IndexError) in
      try storing { () throws(StorageError) in try directory.makeFolder() }
    }
    return try openOrCreate(in: directory, options: options, analyzers: analyzers)
  }

  /// Makes or opens an index in a directory of any kind.
  ///
  /// - Throws: ``QuernError``.
  public static func openOrCreate(
    in directory: any Directory, options: IndexOptions = IndexOptions(),
    analyzers: [Analyzer] = []
  ) throws(QuernError) -> SearchIndex {
    do throws(QuernError) {
      return try open(in: directory, analyzers, writesPairs: options.pairs)
    } catch {
      guard case .noIndex = error else { throw error }
      if let lost = lostCommit(in: directory) { throw lost }
    }
    let analysis = try options.makeAnalysis(analyzers)
    try wrapping { () throws(IndexError) in
      let lock = try WriterLock.take(directory)
      defer { lock.release() }
      // Another process may have made the index since.
      guard try CommitStore(directory).lastGeneration() == nil else { return }
      try IndexTransaction.createIndex(
        in: directory, analysis: analysis.identity, now: SystemClock.now())
    }
    return try open(in: directory, analyzers, writesPairs: options.pairs)
  }

  /// What to say of a folder where segments are and no commit: to begin an index there would remove them.
  package static func lostCommit(at path: String) -> QuernError? {
    lostCommit(in: DiskDirectory(path: path))
  }

  private static func lostCommit(in directory: any Directory) -> QuernError? {
    let store = CommitStore(directory)
    return store.segmentWithoutCommit().map { QuernError(store.lostCommit($0)) }
  }

  private static func open(
    in directory: any Directory, _ analyzers: [Analyzer], writesPairs: Bool
  ) throws(QuernError) -> SearchIndex {
    SearchIndex(
      directory, analyzers, try open(in: directory, analyzers: analyzers).snapshot,
      writesPairs: writesPairs)
  }

  /// The state of the last commit that this object has seen.
  public var snapshot: Snapshot { current.withLock { $0 } }

  /// Looks for a newer commit.
  ///
  /// - Returns: whether ``snapshot`` has changed.
  /// - Throws: ``QuernError``.
  @discardableResult
  public func refresh() throws(QuernError) -> Bool {
    let known = snapshot
    let directory = directory
    let contents = try wrapping { () throws(IndexError) -> IndexSnapshot? in
      guard try CommitStore(directory).lastGeneration() != known.info.generation else { return nil }
      return try IndexSnapshot.openLast(in: directory, sharing: known.contents)
    }
    guard let contents else { return false }
    let newer = try Snapshot(contents, analyzers)
    current.withLock { current in
      // Of two refreshes at once the newer one stays.
      if newer.info.generation > current.info.generation { current = newer }
    }
    return true
  }

  /// Takes the index's only writer.
  ///
  /// - Parameter patience: how long to wait for another one to close; the calling thread sleeps.
  /// - Throws: ``QuernError/locked(path:holder:)`` where another one is open, in whatever process.
  public func writer(waiting patience: Duration = .zero) throws(QuernError) -> IndexWriter {
    try IndexWriter(self, waiting: patience)
  }

  /// Verifies every checksum and every structure of the index in a folder, however damaged.
  ///
  /// - Returns: what is damaged; empty where nothing is.
  public static func check(at path: String) -> [Damage] { check(in: DiskDirectory(path: path)) }

  /// Verifies an index in a directory of any kind.
  ///
  /// - Returns: what is damaged; empty where nothing is.
  public static func check(in directory: any Directory) -> [Damage] {
    IndexChecker.check(directory).map(Damage.init)
  }
}
