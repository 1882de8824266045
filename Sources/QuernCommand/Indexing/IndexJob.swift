import Quern
import QuernIngest
import QuernModel
import QuernPresentation

/// One run of `quern index`: what is read, what the index knows of it, and what is written.
struct IndexJob {
  /// What a run has done, or would do.
  struct Outcome {
    var summary: IndexSummary
    var storedOnlyFields: [FieldName] = []
  }

  private let command: IndexCommand

  /// The state of the index; `nil` where there is none yet.
  private let snapshot: Snapshot?
  private let roots: IndexRoots
  private let analyzers: AnalyzerSettings

  /// The index that is there and cannot be opened, where it is to be rebuilt.
  private let unreadable: UnreadableIndex?

  /// Opens the index and settles what is read.
  ///
  /// - Throws: ``CommandFailure`` and `QuernError`.
  init(_ command: IndexCommand) throws {
    self.command = command
    analyzers = try AnalyzerSettings(command.analyzer)
    // A wrong name must not leave an empty index behind.
    for analyzer in command.analyzer { _ = try TextAnalysis(analyzer: analyzer.name) }
    (snapshot, unreadable) = try Self.open(command)
    roots = IndexRoots(command, remembered: snapshot?.info.roots ?? [])
    try checkAnalyzer()
    try checkRoots()
  }

  /// Lists what would happen and writes nothing, not even an index.
  func list(to output: StandardOutput) throws -> Outcome {
    var consumer = ListingConsumer(
      output: output, json: command.json, isQuiet: command.quiet)
    let result = try synchronization(snapshot).run(into: &consumer)
    consumer.reporter.progress.clear()
    var summary = IndexSummary(result, seconds: consumer.reporter.progress.seconds)
    summary.documents = snapshot?.documentCount ?? 0
    summary.tokens = try snapshot?.statistics().tokenCount ?? 0
    return Outcome(summary: summary)
  }

  /// Makes the index what its files say.
  func write() throws -> Outcome {
    guard let unreadable else { return try write(to: command.folder.path) }
    let outcome = try write(to: unreadable.freshPath)
    try unreadable.replace()
    return outcome
  }

  private func write(to path: String) throws -> Outcome {
    let index = try SearchIndex.openOrCreate(at: path, options: analyzers.options(replacing: nil))
    let writer = try takeWriter(index)
    defer {
      finishMerges(writer)
      writer.close()
    }
    // Another writer may have been at work before this one got the lock.
    let snapshot = index.snapshot
    let batch = try writer.begin(
      replacingAll: command.rebuild,
      options: command.rebuild && !analyzers.isEmpty
        ? analyzers.options(replacing: snapshot.info.analysis) : nil)
    var consumer = BatchConsumer(batch: batch, isQuiet: command.quiet)
    let result = try synchronization(snapshot).run(into: &consumer)
    let reporter = consumer.reporter
    var summary = IndexSummary(result, seconds: reporter.progress.seconds)
    consumer.adjust(&summary)
    if command.rebuild { try checkComplete(reporter.failures, snapshot) }

    let followed = roots.followed(after: result.roots, failures: reporter.failures)
    if result.hasChanges || command.rebuild || followed != snapshot.info.roots {
      consumer.batch.follow(followed)
      let commit = try consumer.commit()
      summary.documents = commit.documentCount
      summary.tokens = commit.tokenCount
      summary.seconds = reporter.progress.seconds
      return Outcome(summary: summary, storedOnlyFields: commit.storedOnlyFields)
    }
    consumer.rollback()
    summary.documents = snapshot.documentCount
    summary.tokens = try snapshot.statistics().tokenCount
    return Outcome(summary: summary)
  }

  private func takeWriter(_ index: SearchIndex) throws(QuernError) -> IndexWriter {
    do throws(QuernError) { return try index.writer() } catch {
      guard case .locked = error, command.wait else { throw error }
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

  private func synchronization(_ snapshot: Snapshot?) throws(QuernError) -> Synchronization {
    guard let snapshot, !command.rebuild else { return Synchronization(roots: roots.read) }
    return Synchronization(
      roots: roots.read, known: try snapshot.knownDocuments(),
      lastCommit: snapshot.info.created, keepsMissing: command.keepMissing,
      otherRoots: roots.others)
  }

  /// The state of the index, or the damaged index that is to be rebuilt; neither where there is none.
  private static func open(
    _ command: IndexCommand
  ) throws -> (snapshot: Snapshot?, unreadable: UnreadableIndex?) {
    do throws(QuernError) {
      return (try command.folder.open().snapshot, nil)
    } catch {
      switch error {
      case .noIndex:
        return (nil, nil)
      case .damaged, .unsupportedFormat, .analysisMismatch, .unknownAnalyzer:
        guard command.rebuild else { throw error }
        guard !command.paths.isEmpty else {
          throw CommandFailure(
            error.message,
            hint: "which paths it followed cannot be read: quern index --rebuild PATH")
        }
        return (nil, UnreadableIndex(path: command.folder.path))
      default:
        throw error
      }
    }
  }

  // MARK: What must hold before and after

  private func checkAnalyzer() throws(CommandFailure) {
    guard let snapshot, !command.rebuild,
      let difference = analyzers.difference(from: snapshot.info.analysis)
    else { return }
    throw CommandFailure(
      "the index in \(command.folder.path) was made with \(difference)",
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
        "there is no index in \(command.folder.path)", hint: "name what to read: quern index PATH")
    }
    throw CommandFailure(
      "the index in \(command.folder.path) remembers no paths",
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
