import ArgumentParser
import Quern
import QuernPresentation

/// `quern optimize`: one segment without deleted articles.
struct OptimizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize",
    abstract: "Merge the index into one segment and give back the room of deleted articles.",
    discussion: """
      Searching goes on meanwhile. The old files are removed when the new commit stands, so that \
      the folder needs room for both until then.
      """)

  @OptionGroup var folder: IndexFolder

  @Flag(help: "Write one JSON object on one line.")
  var json = false

  func run() throws {
    Signals.exitWhenInterrupted()
    let index = try folder.open()
    let writer = try index.writer()
    defer { writer.close() }
    let before = try index.snapshot.statistics()
    let clock = ContinuousClock()
    let duration = try clock.measure { _ = try writer.optimize() }
    let after = try index.snapshot.statistics()
    var report = OptimizeReport(before: Self.sizes(before), after: Self.sizes(after))
    report.documents = after.documentCount
    report.seconds = Double(duration.nanoseconds) / 1e9
    let output = StandardOutput()
    try output.writeLine(json ? report.record.description : report.line)
    try output.flush()
  }

  private static func sizes(_ statistics: IndexStatistics) -> OptimizeReport.Sizes {
    .init(
      segments: statistics.segmentCount, bytes: statistics.bytes.values.reduce(0, +),
      deleted: statistics.deletedCount)
  }
}
