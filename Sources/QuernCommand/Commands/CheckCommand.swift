import ArgumentParser
import Quern
import QuernPresentation

/// `quern check`: every checksum and structure.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify every checksum and structure of the index.",
    discussion: "Exit 2 where something is damaged: file, place, evidence and remedy are shown.")

  @OptionGroup var folder: IndexFolder

  @Flag(help: "Write one JSON record for each damage, then a summary.")
  var json = false

  func run() throws {
    let report = DamageReport(places: try places())
    let output = StandardOutput()
    if json {
      for record in report.records { try output.writeLine(record) }
    } else if report.places.isEmpty {
      try output.write("\(folder.path): no damage\n")
    } else {
      try output.write(report.text)
    }
    try output.flush()
    if !report.places.isEmpty { throw ExitCode(2) }
  }

  /// Damage that keeps the index from being opened is damage too.
  private func places() throws -> [DamageReport.Place] {
    do throws(QuernError) {
      return try SearchIndex.open(at: folder.path).snapshot.check().map { damage in
        .init(
          file: damage.file, offset: damage.offset, evidence: damage.evidence,
          remedy: damage.remedy)
      }
    } catch {
      guard case .damaged(let file, let offset, let evidence) = error else { throw error }
      return [
        .init(
          file: file, offset: offset, evidence: evidence,
          remedy: "write the index anew from its articles: quern index --rebuild PATH")
      ]
    }
  }
}
