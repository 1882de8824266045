import ArgumentParser
import Quern
import QuernEvaluation
import QuernPresentation

/// `quern eval`: how good the hits are, where people have judged them.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure how good hits are, by queries whose relevant articles are known.",
    discussion: """
      --queries: an id and a query a line, with a tab between them.
      --qrels: query, document and relevance (0: not relevant) a line, or TREC's four columns.
      Documents are named by their keys. The queries are read as words: no sign means anything,
      unless --signs is given.

      The measures are those of trec_eval: of equal scores the greater key comes first. A judged
      query that finds nothing counts as 0; queries that nobody judged do not count.

      Two ways to ask, query by query:
        quern eval --queries q.tsv --qrels r.tsv --compare '--k1 1.2 --b 0.75'
      """)

  @OptionGroup var folder: IndexFolder

  @Option(
    help: ArgumentHelp("A file of queries: id, tab, query.", valueName: "file"),
    completion: .file())
  var queries: String

  @Option(
    help: ArgumentHelp("A file of judgements: query, document, relevance.", valueName: "file"),
    completion: .file())
  var qrels: String

  @Option(help: "How many hits of each query are looked at.")
  var depth = 1_000

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Write the hits to a file, as TREC defines it.", valueName: "file"),
    completion: .file())
  var runPath: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask a second time with other options of ranking, and compare.", valueName: "options"))
  var compare: String?

  @Option(
    help: ArgumentHelp("Compare with the hits in a file, as --run wrote it.", valueName: "file"),
    completion: .file())
  var compareRun: String?

  @Flag(help: "Let signs in queries mean what they do in quern search.")
  var signs = false

  @OptionGroup var ranking: RankingOptions

  @Flag(help: "Write one JSON object for each query, then one for all.")
  var json = false

  func validate() throws {
    guard depth >= 1 else { throw ValidationError("--depth must be at least 1.") }
    guard compare == nil || compareRun == nil else {
      throw ValidationError("Give either --compare or --compare-run.")
    }
    _ = try otherRanking()
  }

  func run() throws {
    let evaluationRun = EvaluationRun(
      queries: try read(queries, "queries", "id, tab, query", TestQuery.read),
      judgements: try read(qrels, "qrels", "query, document, relevance", Judgements.init),
      snapshot: try folder.open().snapshot)
    let evaluation = try ask(evaluationRun)
    let other = try other(evaluationRun)
    let report = EvaluationReport(evaluation, other: other)
    try StandardOutput.write(json ? .records(report.records) : .text(report.text))
    if evaluation.queries.isEmpty {
      throw CommandFailure(
        "no query of \(queries) is judged in \(qrels)",
        hint: "the first column of both must name the same queries")
    }
  }

  /// Asks in the first way; writes the hits where a file was named.
  private func ask(_ evaluationRun: EvaluationRun) throws -> Evaluation {
    let options = options(ranking, evaluationRun.snapshot)
    guard let runPath else { return try evaluationRun.evaluate(options) }
    let file = try NewFile(runPath, mayReplace: true)
    let evaluation = try evaluationRun.evaluate(options) { query, results throws(CommandFailure) in
      try file.write(RunFile.lines(query: query.id, results, name: "quern"))
    }
    try file.finish()
    return evaluation
  }

  private func other(_ evaluationRun: EvaluationRun) throws -> Evaluation? {
    if let compareRun {
      return evaluationRun.evaluate(
        try read(compareRun, "compare-run", "TREC's six columns", RunFile.init))
    }
    guard let other = try otherRanking() else { return nil }
    return try evaluationRun.evaluate(options(other, evaluationRun.snapshot))
  }

  private func otherRanking() throws -> RankingOptions? {
    guard let compare else { return nil }
    do { return try RankingOptions.parse(compare.split(separator: " ").map { String($0) }) } catch {
      throw ValidationError("--compare: \(RankingOptions.message(for: error))")
    }
  }

  private func options(_ ranking: RankingOptions, _ snapshot: Snapshot) -> SearchOptions {
    var options = ranking.searchOptions
    options.limit = min(depth, max(snapshot.documentCount, 1))
    options.countsTotal = false
    options.syntax = signs ? .signs : .words
    return options
  }

  private func read<Content>(
    _ path: String, _ option: String, _ columns: String,
    _ parse: (String) throws(EvaluationError) -> Content
  ) throws(CommandFailure) -> Content {
    let hint = "--\(option) wants a file with \(columns) on each line"
    let text = try InputText.read(path, hint: hint)
    do throws(EvaluationError) { return try parse(text) } catch {
      throw CommandFailure("\(path): \(error)", hint: hint)
    }
  }
}
