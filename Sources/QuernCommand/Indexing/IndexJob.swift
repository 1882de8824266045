import Quern
import QuernIngest
import QuernModel
import QuernPresentation

/// One run of `quern index`: what is read, what the index knows of it, and what is written.
struct IndexJob {
  private let request: IndexRequest

  /// The state of the index; `nil` where there is none yet.
  private let snapshot: Snapshot?
  private let roots: IndexRoots
  private let analyzers: AnalyzerSettings

  /// The index that is there and cannot be opened, where it is to be rebuilt.
  private let unreadable: UnreadableIndex?

  /// Opens the index and settles what is read.
  ///
  /// - Throws: ``CommandFailure`` and `QuernError`.
  init(_ request: IndexRequest) throws {
    self.request = request
    analyzers = try AnalyzerSettings(
      request.sources.analyzer, leavesPairs: request.sources.noPairs)
    // A wrong name must not leave an empty index behind.
    for analyzer in request.sources.analyzer { _ = try TextAnalysis(analyzer: analyzer.name) }
    (snapshot, unreadable) = try Self.open(request)
    roots = IndexRoots(request, remembered: snapshot?.info.roots ?? [])
    try checkAnalyzer()
    try checkRoots()
  }

  /// Lists what would happen and writes nothing, not even an index.
  func list(to output: StandardOutput) throws -> IndexOutcome {
    var consumer = ListingConsumer(
      output: output, known: request.rebuilds ? nil : snapshot, json: request.isJSON,
      isQuiet: request.isQuiet)
    let result = try synchronization(snapshot).run(into: &consumer)
    consumer.reporter.progress.clear()
    var summary = IndexSummary(result, seconds: consumer.reporter.progress.seconds)
    summary.documents = snapshot?.documentCount ?? 0
    summary.tokens = try snapshot?.statistics().tokenCount ?? 0
    return IndexOutcome(summary: summary)
  }

  /// Makes the index what its files say.
  func write() throws -> IndexOutcome {
    guard let unreadable else { return try write(to: request.folder.path) }
    let outcome = try write(to: unreadable.freshPath)
    try unreadable.replace()
    return outcome
  }

  private func write(to path: String) throws -> IndexOutcome {
    let index = try SearchIndex.openOrCreate(at: path, options: analyzers.options(replacing: nil))
    let writer = try takeWriter(index)
    if let memory = request.memoryByteCount { writer.memoryByteCount = memory }
    writer.threadCount = request.threadCount ?? Environment.processorCount
    defer {
      finishMerges(writer)
      writer.close()
    }
    return try pass(index, writer)
  }

  /// Makes the index what its files say, and goes on doing so.
  ///
  /// - Parameter each: called after each pass, with its outcome or its error; an error that it throws
  ///   ends the watch.
  func watch(
    _ watcher: consuming FolderWatcher, each: (Result<IndexOutcome, any Error>) throws -> Void
  ) throws {
    let index = try SearchIndex.openOrCreate(
      at: request.folder.path, options: analyzers.options(replacing: nil))
    let writer = try takeWriter(index)
    defer { writer.close() }
    var schedule = WatchSchedule()
    while true {
      schedule.begin()
      let outcome = Result { try pass(index, writer, schedule) }
      try each(outcome)
      schedule.end(outcome)
      // What changed in a folder before it was watched has told nobody.
      if let folders = try? outcome.get().folders, watcher.watch(folders) { continue }
      schedule.changes = schedule.known(watcher.wait(atMost: schedule.longestWait))
    }
  }

  /// One pass over the files, or over those that may have changed.
  private func pass(
    _ index: SearchIndex, _ writer: IndexWriter, _ schedule: WatchSchedule = WatchSchedule()
  ) throws -> IndexOutcome {
    // Another writer may have been at work before this one got the lock.
    let snapshot = index.snapshot
    var options: IndexOptions?
    if request.rebuilds && !analyzers.isEmpty {
      options = analyzers.options(replacing: snapshot.info.analysis)
      options?.memoryByteCount = writer.memoryByteCount
    }
    let batch = try writer.begin(replacingAll: request.rebuilds, options: options)
    var consumer = BatchConsumer(
      batch: batch, known: request.rebuilds ? nil : snapshot, isQuiet: request.isQuiet)
    var synchronization = synchronization(snapshot)
    synchronization.changes = schedule.changes
    synchronization.mayHaveFilesOfLines = schedule.hasFilesOfLines
    let result = try synchronization.run(into: &consumer)
    let reporter = consumer.reporter
    var outcome = IndexOutcome(
      summary: IndexSummary(result, seconds: reporter.progress.seconds),
      folders: result.isWhole ? result.folders : nil, hasFilesOfLines: result.hasFilesOfLines)
    consumer.adjust(&outcome.summary)
    if request.rebuilds { try checkComplete(reporter.failures, snapshot) }

    let followed =
      result.isWhole
      ? roots.followed(after: result.roots, failures: reporter.failures) : snapshot.info.roots
    if result.hasChanges || request.rebuilds || followed != snapshot.info.roots {
      consumer.batch.follow(followed)
      let commit = try consumer.commit()
      outcome.isCommitted = true
      outcome.summary.documents = commit.documentCount
      outcome.summary.tokens = commit.tokenCount
      outcome.summary.seconds = reporter.progress.seconds
      outcome.storedOnlyFields = commit.storedOnlyFields
      return outcome
    }
    consumer.rollback()
    outcome.summary.documents = snapshot.documentCount
    outcome.summary.tokens = try snapshot.statistics().tokenCount
    return outcome
  }

  private func takeWriter(_ index: SearchIndex) throws(QuernError) -> IndexWriter {
    do throws(QuernError) { return try index.writer() } catch {
      guard case .locked = error, request.waits else { throw error }
      StandardError.write("quern: \(error.message); waiting\n")
    }
    return try index.writer(waiting: .seconds(1 << 40))
  }

  /// Leaves few segments behind; where that fails, nothing is lost.
  private func finishMerges(_ writer: IndexWriter) {
    do throws(QuernError) { try writer.finishMerges() } catch {
      StandardError.write("quern: the segments were not merged: \(error.message)\n")
    }
  }

  private func synchronization(_ snapshot: Snapshot?) -> Synchronization {
    guard let snapshot, !request.rebuilds else { return Synchronization(roots: roots.read) }
    return Synchronization(
      roots: roots.read, lastCommit: snapshot.info.created, keepsMissing: request.keepsMissing,
      otherRoots: roots.others)
  }

  /// The state of the index, or the damaged index that is to be rebuilt; neither where there is none.
  private static func open(
    _ request: IndexRequest
  ) throws -> (snapshot: Snapshot?, unreadable: UnreadableIndex?) {
    do throws(QuernError) {
      return (try request.folder.open().snapshot, nil)
    } catch {
      switch error {
      case .noIndex:
        guard let lost = SearchIndex.lostCommit(at: request.folder.path) else { return (nil, nil) }
        return (nil, try unreadable(request, lost))
      case .damaged, .unsupportedFormat, .analysisMismatch, .unknownAnalyzer:
        return (nil, try unreadable(request, error))
      default:
        throw error
      }
    }
  }

  /// The index that cannot be opened, where it is to be rebuilt and it is said from what.
  private static func unreadable(
    _ request: IndexRequest, _ error: QuernError
  ) throws -> UnreadableIndex {
    guard request.rebuilds else { throw error }
    guard !request.sources.paths.isEmpty else {
      throw CommandFailure(
        error.message, hint: "which paths it followed cannot be read: quern index --rebuild PATH")
    }
    return UnreadableIndex(path: request.folder.path)
  }

  // MARK: What must hold before and after

  private func checkAnalyzer() throws(CommandFailure) {
    guard let snapshot, !request.rebuilds,
      let difference = analyzers.difference(from: snapshot.info.analysis)
    else { return }
    throw CommandFailure(
      "the index in \(request.folder.path) was made with \(difference)",
      hint: "add --rebuild to make it anew")
  }

  private func checkRoots() throws(CommandFailure) {
    guard roots.read.isEmpty else {
      let missing = roots.missingNewPaths
      guard missing.count == roots.read.count else { return }
      throw CommandFailure("no such file or folder: \(missing.joined(separator: ", "))")
    }
    guard snapshot != nil else {
      throw CommandFailure(
        "there is no index in \(request.folder.path)", hint: "name what to read: quern index PATH")
    }
    throw CommandFailure(
      "the index in \(request.folder.path) remembers no paths",
      hint: "name what to read: quern index PATH")
  }

  /// A new index takes the old one's place only if nothing was lost on the way.
  ///
  /// What is no text was skipped by the old one as well. A root that is missing, or a file that the
  /// old index has and that could not be reached, may come back.
  private func checkComplete(_ failures: [IngestFailure], _ snapshot: Snapshot) throws {
    let unreached = failures.filter(\.isUnreached)
    guard !unreached.isEmpty else { return }
    let rootPaths = Set(roots.read.map { CanonicalPath.of($0.path) ?? $0.path })
    let known = try snapshot.knownDocuments().map(\.source.path)
    let lost = unreached.first { failure in
      failure.reason == .missing && rootPaths.contains(failure.path)
        || known.contains { $0 == failure.path || $0.hasPrefix(failure.path + "/") }
    }
    guard let lost else { return }
    throw CommandFailure(
      "the index was not rebuilt and stays as it was: \(lost)",
      hint: "bring it back, or name the paths to rebuild from: quern index --rebuild PATH")
  }
}
