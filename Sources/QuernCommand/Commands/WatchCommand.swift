import ArgumentParser
import QuernIngest
import QuernPresentation

/// `quern watch`: keeps the index what its files say.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follow articles, and commit what is new, changed or gone within a second.",
    discussion: """
      Reads what quern index would read, then waits for changes. Without a path, all remembered \
      paths are followed. It is the index's writer until it is interrupted; searches go on beside it.

      What cannot be read or written is reported on standard error and tried again.
      """)

  @OptionGroup var folder: IndexFolder
  @OptionGroup var sources: SourceOptions

  @Option(
    help: ArgumentHelp(
      "Look at all files every so many seconds, as where the system reports no changes.",
      valueName: "seconds"))
  var poll: Double?

  @Flag(help: "Wait for another writer of the index to end.")
  var wait = false

  @Flag(help: "Write one JSON record a commit.")
  var json = false

  @Flag(help: "Write only what failed or was repaired.")
  var quiet = false

  func validate() throws {
    if sources.paths.contains(FolderScan.standardInputPath) {
      throw ValidationError("Standard input cannot be watched: name files and folders.")
    }
    if let poll, !(0.1...86_400).contains(poll) {
      throw ValidationError("--poll must be from 0.1 to 86400 seconds.")
    }
  }

  func run() throws {
    Signals.exitWhenInterrupted()
    var request = IndexRequest(folder, sources)
    request.waits = wait
    request.isQuiet = quiet
    request.isJSON = json
    let output = StandardOutput()
    var isFirst = true
    try IndexJob(request).watch(FolderWatcher(polling: poll.map { .seconds($0) })) { result in
      switch result {
      case .success(let outcome): try report(outcome, isFirst: isFirst, to: output)
      // An index that cannot be opened at all is no matter of waiting.
      case .failure(let error) where isFirst: throw error
      case .failure(let error): StandardError.write("quern: \(error); trying again\n")
      }
      isFirst = false
    }
  }

  private func report(
    _ outcome: IndexOutcome, isFirst: Bool, to output: StandardOutput
  ) throws {
    guard outcome.isCommitted || isFirst else { return }
    outcome.noteStoredOnlyFields()
    if json {
      try output.writeLine(outcome.summary.record)
    } else if !quiet {
      try output.writeLine(outcome.summary.line)
    }
    try output.flush()
  }
}
