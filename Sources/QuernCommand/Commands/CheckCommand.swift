import ArgumentParser
import Quern
import QuernPresentation

/// `quern check`: every checksum and structure.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify every checksum and structure of the index.",
    discussion: """
      Exit 2 where something is damaged: file, place, evidence and remedy are shown.

      --repair keeps what is whole, writes articles anew whose stored text can be read, and lists \
      the keys of those that are lost; exit 2 where any are, else 0. Nothing is changed until the \
      new commit stands; then damaged files are renamed to NAME.damaged, to be deleted when you \
      like. Articles that still have their files come back with the next quern index.
      """)

  @OptionGroup var folder: IndexFolder

  @Flag(help: "Write one JSON record for each damage, then a summary.")
  var json = false

  @Flag(
    help: """
      Analyse the stored text of every article once more and hold it against the postings, too.
      """)
  var deep = false

  @Flag(help: "Make a damaged index sound, as far as that can be done.")
  var repair = false

  @Option(
    help: ArgumentHelp(
      """
      With --repair, how words are found where no commit is left to say it; as for quern index.
      """, valueName: "name"))
  var analyzer: [AnalyzerOption] = []

  func validate() throws {
    if !analyzer.isEmpty && !repair { throw ValidationError("--analyzer is for --repair.") }
  }

  func run() throws {
    if repair { return try runRepair() }
    let report = DamageReport(places: try places())
    let text = report.places.isEmpty ? "\(folder.path): no damage\n" : report.text
    try StandardOutput.write(json ? .records(report.records) : .text(text))
    if !report.places.isEmpty { throw ExitCode(2) }
  }

  private func runRepair() throws {
    Signals.exitWhenInterrupted()
    let settings = try AnalyzerSettings(analyzer)
    let summary = try SearchIndex.repair(
      at: folder.path, options: settings.options(replacing: nil), isDeep: deep)
    var report = RepairReport(path: folder.path, generation: summary.generation)
    report.documents = summary.documentCount
    report.keptSegments = summary.keptSegmentCount
    report.saved = summary.savedDocumentCount
    report.lost = summary.lost.map {
      .init(key: $0.key?.rawValue, path: $0.path, title: $0.title)
    }
    report.unnamedLost = summary.unnamedLostCount
    report.notes = summary.notes
    report.setAside = summary.setAside
    try StandardOutput.write(json ? .records(report.records) : .text(report.text))
    if report.lostCount > 0 { throw ExitCode(2) }
    // What could not be made sound must not pass for it.
    if !SearchIndex.check(at: folder.path).isEmpty {
      throw CommandFailure("the index is still damaged", hint: "quern check lists where")
    }
  }

  private func places() throws -> [DamageReport.Place] {
    if case .noIndex(let path) = openingError, SearchIndex.lostCommit(at: folder.path) == nil {
      throw QuernError.noIndex(path: path)
    }
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
