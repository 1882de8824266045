import ArgumentParser
import QuernPresentation

/// `quern index`: reads articles, or what is new in them.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read articles into the index, or what is new, changed or gone.",
    discussion: """
      Reads .txt, .md, .jsonl and .ndjson files, and folders of them. The index remembers the paths:
      without one, all of them are read again. A path of - reads JSON lines from standard input; it
      is not remembered and removes nothing.

      What cannot be read is reported on standard error, skipped and counted. In text that is UTF-8
      but for some bytes each of these is read as U+FFFD, which ends a word; that is reported and
      counted as repaired.
      """)

  @OptionGroup var folder: IndexFolder

  @OptionGroup var sources: SourceOptions

  @Flag(
    help: """
      Make the index anew, from the paths or else from the remembered ones. The old one is replaced \
      only when the new one is complete.
      """)
  var rebuild = false

  @Flag(help: "Remove nothing from the index.")
  var keepMissing = false

  @Flag(help: "Only list what would be added, updated and removed.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      """
      How much memory to take at most, such as 512M or 4G (1G unless told otherwise, at least 64M); \
      more makes fewer and larger segments.
      """, valueName: "size"))
  var memory: MemorySize?

  @Option(
    help: ArgumentHelp(
      """
      How many threads analyse and write (one for each core unless told otherwise; fewer with \
      less than 256M of memory for each).
      """,
      valueName: "n"))
  var threads: Int?

  @Flag(help: "Wait for another writer of the index to end.")
  var wait = false

  @Flag(help: "Exit with 2 where anything could not be read, or was repaired.")
  var strict = false

  @Flag(help: "Write one JSON record a line, the summary last.")
  var json = false

  @Flag(help: "Write only what failed or was repaired.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads wants a number from 1 to 256.")
    }
    if rebuild && keepMissing {
      throw ValidationError("--rebuild starts from nothing: --keep-missing has nothing to keep.")
    }
  }

  func run() throws {
    Signals.exitWhenInterrupted()
    let output = StandardOutput()
    let job = try IndexJob(request)
    let outcome = dryRun ? try job.list(to: output) : try job.write()
    outcome.noteStoredOnlyFields()
    if json {
      try output.writeLine(outcome.summary.record)
    } else if !quiet {
      try output.writeLine(outcome.summary.line)
    }
    try output.flush()
    if strict, outcome.summary.failed + outcome.summary.repaired > 0 { throw ExitCode(2) }
  }

  private var request: IndexRequest {
    var request = IndexRequest(folder, sources)
    request.rebuilds = rebuild
    request.keepsMissing = keepMissing
    request.waits = wait
    request.memoryByteCount = memory?.byteCount
    request.threadCount = threads
    request.isQuiet = quiet
    request.isJSON = json
    return request
  }
}
