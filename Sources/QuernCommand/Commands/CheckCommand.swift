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

  @Flag(
    help: """
      Analyse the stored text of every article once more and hold it against the postings, too.
      """)
  var deep = false

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

  private func places() throws -> [DamageReport.Place] {
    if case .noIndex(let path) = openingError { throw QuernError.noIndex(path: path) }
    var damages = SearchIndex.check(at: folder.path)
    // Where structures are damaged, words cannot but differ.
    if deep, damages.isEmpty { damages = try folder.open().snapshot.checkDeeply() }
    return damages.map { damage in
      .init(
        file: damage.file, offset: damage.offset, evidence: damage.evidence,
        remedy: damage.remedy)
    }
  }

  /// Only where there is no index at all is there nothing to check.
  private var openingError: QuernError? {
    do throws(QuernError) {
      _ = try folder.open()
      return nil
    } catch {
      return error
    }
  }
}
