import ArgumentParser
import Quern
import QuernPresentation

/// `quern merge`: one index of several.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make a new index of several.",
    discussion: """
      The articles of the first come first. Of articles with the same key the last one's stays. \
      Nothing is analysed again: all must have been made with the same analyzers. The new index \
      follows the paths of all; the old ones stay as they are.

        quern merge news/index archive/index --into all/index
      """)

  @Argument(help: "The folders of the indexes, in order.", completion: .directory)
  var indexes: [String]

  @Option(
    help: ArgumentHelp("The folder of the new index; new or empty.", valueName: "dir"),
    completion: .directory)
  var into: String

  @Flag(help: "Write one JSON object on one line.")
  var json = false

  func validate() throws {
    if indexes.count < 2 { throw ValidationError("merge needs two indexes or more.") }
    if into.isEmpty { throw ValidationError("--into needs the name of a folder.") }
  }

  func run() throws {
    Signals.exitWhenInterrupted()
    let snapshots = try indexes.map { try SearchIndex.open(at: $0).snapshot }
    let summary = try SearchIndex.merge(snapshots, into: into)
    let output = StandardOutput()
    if json {
      try output.writeLine(
        JSONValue.object([
          .init("type", .string("summary")), .init("path", .string(into)),
          .init("documents", .integer(summary.documentCount)),
          .init("replaced", .integer(summary.replacedCount)),
        ]))
    } else {
      try output.writeLine(
        "\(DisplayText.line(into)): \(Figures.count(summary.documentCount, "article")), "
          + "\(Figures.grouped(summary.replacedCount)) replaced by a later index")
    }
    try output.flush()
  }
}
