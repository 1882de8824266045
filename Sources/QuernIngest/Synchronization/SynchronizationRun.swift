import QuernModel

/// One run of a ``Synchronization``: its state from the first file to the last removal.
///
/// A document whose key the index lacks is handed over as soon as it is read. One whose key the
/// index has waits until all files have been seen, since a later one may turn out to be the very
/// one that the index holds; it is read a second time then.
struct SynchronizationRun {
  /// A file changed less than this before the commit is compared by its contents.
  private static let racyNanoseconds: Int64 = 2_000_000_000

  /// Inside a file, progress is told every so many bytes.
  static let progressByteCount: UInt64 = 1 << 20

  let plan: Synchronization
  private(set) var scan: FolderScan
  var known = KnownTable()
  var summary = SynchronizationSummary()
  var progress: SynchronizationEvent.Progress

  /// Hashes of the keys that the index lacks and that were handed over.
  ///
  /// They are only for counting and for telling each key once, so that two equal hashes, one chance
  /// in 10⁵ for ten million keys, are no harm; the keys themselves would take ten times the memory.
  var newKeys: Set<Int> = []

  /// What of standard input was handed over for known documents: the hash of the last document.
  ///
  /// A stream cannot be read again, so that its documents do not wait.
  var streamed: [Int: UInt64] = [:]

  /// Files of several documents that were not opened.
  private var unopenedFiles: [Int] = []

  init(_ plan: Synchronization) {
    self.plan = plan
    progress = SynchronizationEvent.Progress(
      fileCount: 0, totalFileCount: 0, byteCount: 0, totalByteCount: 0, documentCount: 0)
    scan = FolderScan([])
    if case .files(let paths) = plan.changes,
      let changed = FolderScan(of: paths, in: plan.roots),
      !plan.mayHaveFilesOfLines || changed.foundFiles.count == changed.files.count
    {
      summary.isWhole = false
      look(at: changed)
    } else {
      look(at: FolderScan(plan.roots))
    }
  }

  private mutating func look(at scan: FolderScan) {
    self.scan = scan
    progress.totalFileCount = scan.files.count
    progress.totalByteCount = scan.files.reduce(0) { $0 &+ $1.byteCount }
    summary.roots = scan.roots
    summary.folders = scan.folders
    summary.passedOver = scan.passedOverCount
    summary.hasFilesOfLines = scan.files.contains { $0.format == .jsonl }
  }

  mutating func perform<Consumer: SynchronizationConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(Consumer.Failure) -> SynchronizationSummary {
    try learnKnown(&consumer)
    for failure in scan.failures { try record(failure, &consumer) }
    keepUnknown()
    for (number, file) in scan.files.enumerated() {
      if !file.isStandardInput, isUnchanged(file) {
        pass(file, number)
      } else {
        try read(number, &consumer)
      }
      try finish(file, &consumer)
    }
    try settleStream(&consumer)
    let lost = lostDocuments()
    if !plan.keepsMissing { try recover(lost, &consumer) }
    try replace(&consumer)
    try settle(lost, &consumer)
    return summary
  }

  // MARK: What the index knows

  /// Learns what the index has of the roots.
  private mutating func learnKnown<Consumer: SynchronizationConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    guard isOfSingleArticles else {
      known = KnownTable(all: try consumer.knownDocuments())
      return
    }
    for path in scan.foundFiles { try learn(DocumentKey(path.rawValue), &consumer) }
    // A key that another file has had is a matter of all files.
    if !summary.isWhole,
      known.documents.contains(where: { FilePath($0.source.path) != FilePath($0.key.rawValue) })
    {
      summary.isWhole = true
      look(at: FolderScan(plan.roots))
      known = KnownTable(all: try consumer.knownDocuments())
    }
  }

  /// Whether the roots are files of one document each, whose keys are their paths.
  ///
  /// A file whose format was prescribed may have been read in another one before.
  private var isOfSingleArticles: Bool {
    scan.listedFolders.isEmpty && scan.unknownPaths.isEmpty
      && scan.files.allSatisfy { $0.isStandardInput || $0.format != .jsonl }
      && (plan.roots + plan.otherRoots).allSatisfy {
        $0.format == nil || $0.path == FolderScan.standardInputPath
      }
  }

  /// Learns what the index has under a key.
  mutating func learn<Consumer: SynchronizationConsumer & ~Copyable>(
    _ key: DocumentKey, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    guard !known.isComplete, known.index(of: key) == nil,
      let document = try consumer.knownDocument(for: key)
    else { return }
    known.insert(document)
  }

  // MARK: Files that need not be opened

  /// Documents of which nothing can be learnt stay, whatever else has their keys.
  private mutating func keepUnknown() {
    for (index, document) in known.documents.enumerated()
    where scan.isUnknown(FilePath(document.source.path)) {
      known.states[index] = KnownTable.State(
        winner: KnownTable.beyondAllFiles, isProvided: true, isKept: true)
    }
  }

  private func isUnchanged(_ file: ScannedFile) -> Bool {
    if let lastCommit = plan.lastCommit {
      let (limit, overflow) = lastCommit.subtractingReportingOverflow(Self.racyNanoseconds)
      guard overflow || file.modified < limit else { return false }
    }
    let indices = known.indices(of: FilePath(file.path))
    return !indices.isEmpty
      && indices.allSatisfy { index in
        let source = known.documents[index].source
        return source.byteCount == file.byteCount && source.modified == file.modified
      }
  }

  /// Takes a file's known documents for its documents.
  private mutating func pass(_ file: ScannedFile, _ number: Int) {
    for index in known.indices(of: FilePath(file.path)) {
      known.states[index].isProvided = true
      if known.documents[index].source.isRepaired { summary.repaired += 1 }
      if known.offer(index, from: number, nil) { summary.duplicates += 1 }
    }
    if file.format == .jsonl { unopenedFiles.append(number) }
  }

  private mutating func finish<Consumer: SynchronizationConsumer & ~Copyable>(
    _ file: ScannedFile, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    progress.fileCount += 1
    if !file.isStandardInput { progress.byteCount &+= file.byteCount }
    try consumer.observe(.progress(progress))
  }

  // MARK: Documents that are gone

  /// The known documents that the roots cover and that their own files have no more.
  private func lostDocuments() -> [Int] { known.documents.indices.filter(isGone) }

  /// Whether the roots cover a document's file, which has it no more.
  func isGone(_ index: Int) -> Bool {
    let path = FilePath(known.documents[index].source.path)
    return !known.states[index].isProvided && path.rawValue != FolderScan.standardInputPath
      && scan.covers(path) && !isElsewhere(path)
  }

  /// Whether a file that the roots leave out is there all the same, and is another root's.
  private func isElsewhere(_ path: FilePath) -> Bool {
    let holds = plan.otherRoots.contains { root in
      sequence(first: path, next: \.parent).contains(FilePath(root.path))
    }
    guard holds else { return false }
    return (try? FileSystem.status(of: path, followingLinks: true))?.kind == .regular
  }

  /// Looks for keys of lost documents in files that were not opened: there they lost to the lost.
  private mutating func recover<Consumer: SynchronizationConsumer & ~Copyable>(
    _ lost: [Int], _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    guard let first = lost.map({ known.states[$0].winner }).min() else { return }
    let wanted = Set(lost)
    for number in unopenedFiles where number > first {
      try readLines(number, recovering: wanted, &consumer)
    }
  }

  // MARK: Changes

  /// Removes what is gone, or keeps it, and counts the final state of each known document.
  private mutating func settle<Consumer: SynchronizationConsumer & ~Copyable>(
    _ lost: [Int], _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    let missing = lost.filter { known.states[$0].winner == KnownTable.noFile }
    for index in known.documents.indices where known.states[index].winner != KnownTable.noFile {
      if known.states[index].isKept {
        summary.kept += 1
      } else if known.replacements[index] == nil, streamed[index] == nil {
        summary.unchanged += 1
      }
    }
    if plan.keepsMissing {
      summary.kept += missing.count
      return
    }
    for key in missing.map({ known.documents[$0].key }).sorted() {
      summary.removed += 1
      try consumer.observe(.change(.remove, key))
      try consumer.remove(key)
    }
  }

  mutating func record<Consumer: SynchronizationConsumer & ~Copyable>(
    _ failure: IngestFailure, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    summary.failed += 1
    if summary.failures.count < SynchronizationSummary.maximumFailureCount {
      summary.failures.append(failure)
    }
    try consumer.observe(.failure(failure))
  }

  mutating func note<Consumer: SynchronizationConsumer & ~Copyable>(
    _ repair: IngestRepair, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    summary.repaired += 1
    try consumer.observe(.repair(repair))
  }
}
