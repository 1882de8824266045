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
      the folder needs room for both until then. From 100,000 articles on those with the same words \
      are put side by side: lists get shorter and searches quicker, and among articles with the \
      same score others may come first.
      """)

  @OptionGroup var folder: IndexFolder

  @Flag(help: "Write one JSON object on one line.")
  var json = false

  @Flag(inversion: .prefixedNo, help: "Put articles with the same words side by side.")
  var reorder = true

  @Option(
    help: ArgumentHelp(
      "How many threads find the order (one for each core unless told otherwise).",
      valueName: "n"))
  var threads: Int?

  @Flag(help: "Wait for another writer of the index to end.")
  var wait = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads wants a number from 1 to 256.")
    }
  }

  func run() throws {
    Signals.exitWhenInterrupted()
    let index = try folder.open()
    let writer = try index.writer(waiting: wait ? .seconds(1 << 40) : .zero)
    defer { writer.close() }
    writer.reordersDocuments = reorder
    writer.threadCount = threads ?? Environment.processorCount
    let before = try index.snapshot.statistics()
    let clock = ContinuousClock()
    let begun = clock.now
    let reordered = try writer.optimize().reordered
    let duration = clock.now - begun
    let after = try index.snapshot.statistics()
    var report = OptimizeReport(before: Self.sizes(before), after: Self.sizes(after))
    report.documents = after.documentCount
    report.seconds = Double(duration.nanoseconds) / 1e9
    report.reordering = reordered.map {
      .init(
        documents: $0.documentCount, seconds: Double($0.duration.nanoseconds) / 1e9,
        bytesBefore: $0.byteCountBefore, bytesAfter: $0.byteCountAfter)
    }
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
