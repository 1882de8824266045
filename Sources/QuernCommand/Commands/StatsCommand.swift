import ArgumentParser
import Quern
import QuernPresentation

/// `quern stats`: sizes and counts.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show sizes and counts of the index.")

  @OptionGroup var folder: IndexFolder

  @Flag(help: "Write one JSON object on one line.")
  var json = false

  func run() throws {
    let snapshot = try folder.open().snapshot
    let statistics = try snapshot.statistics()
    var report = StatisticsReport(path: folder.path, commit: snapshot.info)
    report.documents = statistics.documentCount
    report.deleted = statistics.deletedCount
    report.terms = statistics.termCount
    report.tokens = statistics.tokenCount
    report.segments = statistics.segmentCount
    report.bytes = statistics.bytes
    report.segmentsWithoutColumns = statistics.segmentsWithoutColumns
    report.fields = try snapshot.fieldSummaries().map { field in
      FieldReport(
        name: field.name, type: field.type, values: field.valueCount, misfits: field.misfitCount,
        distinct: field.distinctCount, least: field.least, greatest: field.greatest)
    }
    let output = StandardOutput()
    try output.write(json ? "\(report.record)\n" : report.text)
    try output.flush()
  }
}
