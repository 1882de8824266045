import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// `quern analyze`: what becomes of a text.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show the terms that a text is indexed under, stage by stage.",
    discussion: """
      Shows for each word its bytes, what each stage of the analyzer makes of it, and the term, or why
      there is none. Of auto it says which analyzer it has chosen and why.

      Without --analyzer, the analyzer of the index, or auto where there is no index.
      """
  )

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The text; several arguments are joined by blanks.")
  var text: [String]

  @Option(
    help: "The name of an analyzer, such as standard or english.",
    completion: .list(TextAnalysis.analyzerNames))
  var analyzer: String?

  @Flag(help: "Write one JSON record a word.")
  var json = false

  func run() throws {
    let text = text.joined(separator: " ")
    let analysis = try TextAnalysis(analyzer: analyzer ?? recordedAnalyzer())
    let report = TokenReport(try analysis.analyze(text))
    try StandardOutput.write(json ? .records(report.records) : .text(report.table))
  }

  /// An index that was named must be there; the default one need not.
  private func recordedAnalyzer() throws -> String {
    do throws(QuernError) {
      return try SearchIndex.open(at: folder.path).snapshot.info.analysis.main.name
    } catch {
      guard case .noIndex = error, folder.given == nil else { throw error }
      return IndexOptions().analyzer
    }
  }
}
