import ArgumentParser
import Quern
import QuernPresentation

/// `quern backup`: the last commit in another folder.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Put the last commit of the index into another folder, verified.",
    discussion: """
      The folder is an index by itself. Files are linked where it is on the same file system, else \
      copied. Searching and writing go on meanwhile. A second backup into the same folder adds only \
      what is new. Any other folder that is not empty is refused.

      A linked file survives deletions and merges of the index, and not a failing disk: --copy, or a \
      folder on another disk, gives a backup that shares nothing.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The folder of the backup.", completion: .directory)
  var directory: String

  @Flag(help: "Copy all files, even where they could be linked.")
  var copy = false

  @Flag(help: "Write one JSON object on one line.")
  var json = false

  func validate() throws {
    if directory.isEmpty { throw ValidationError("backup needs the name of a folder.") }
  }

  func run() throws {
    Signals.exitWhenInterrupted()
    let index = try folder.open()
    let start = ContinuousClock.now
    let summary = try index.backup(to: directory, mayLink: !copy)
    var report = BackupReport(path: directory, generation: summary.generation)
    report.seconds = Double((ContinuousClock.now - start).nanoseconds) / 1e9
    report.documents = summary.documentCount
    report.linked = summary.linkedFileCount
    report.copied = summary.copiedFileCount
    report.kept = summary.keptFileCount
    report.bytes = summary.byteCount
    let output = StandardOutput()
    try output.writeLine(json ? report.record.description : report.line)
    try output.flush()
  }
}
