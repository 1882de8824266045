import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// `quern search`: the best documents for a query.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    // So the parser does not look for --generate-completion-script first, which only the root has.
    _superCommandName: "quern",
    abstract: "Find the best articles for a query.",
    discussion: """
      A query is words; an article that has any of them is a hit, ranked by BM25.
        +word      only articles that have it
        -word      only articles that do not have it
        "a b"      the words side by side
        title:word only in that field
        date:2025-07, date:2025-07-01..2025-07-31, words:<500, source:=AFP, on values
        pres*      words that begin so; te?t, fuzz~1, /regex/
        (a b) AND c, a OR b, NOT c, "a b"~3, NEAR(a b, 5), (a b c)@2, word^2, *, title:*
      Queries.md in the documentation has every form with an example.
      Several arguments are one query. Words that begin with - go after --:
        quern search -n 5 -- Peskov -Zelensky

      On a terminal each hit takes a few lines, in a pipe one:
      rank, score, key and title, separated by tabs; with --collapse how many more there are.

      --queries FILE has one query a line, or a name, a tab and a query. Each hit is one line then,
      with the name, else the number of the query's line, as its first column.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The words to look for.", completion: ShellCompletion.query)
  var query: [String] = []

  @Option(
    help: ArgumentHelp("Answer each line of a file, on all cores.", valueName: "file"),
    completion: .file())
  var queries: String?

  @OptionGroup var shown: HitOptions

  @Flag(help: "Show how each score came about.")
  var explain = false

  @OptionGroup var ranking: RankingOptions

  @Flag(help: "Say how the query would be answered, and what each choice rests on, instead.")
  var explainPlan = false

  @Option(help: "When to write colours: auto, always or never.")
  var color = ColorChoice.auto

  @Flag(help: "Read a query as words only: no sign means anything.")
  var plain = false

  @Flag(help: "Refuse a query of which something would be passed over.")
  var strictQuery = false

  @Option(
    help: ArgumentHelp(
      "How many of the words without a sign an article has at least.", valueName: "count"))
  var atLeast: Int?

  @OptionGroup(title: "Lists") var list: ListOptions

  func validate() throws {
    if let atLeast, atLeast < 1 { throw ValidationError("--at-least must be at least 1.") }
    guard !(plain && strictQuery) else {
      throw ValidationError("--plain and --strict-query exclude each other.")
    }
    guard query.isEmpty != (queries == nil) else {
      throw ValidationError("Give either words or --queries FILE.")
    }
    guard shown.limit >= 1 || (shown.limit == 0 && !list.facet.isEmpty) else {
      throw ValidationError("--limit must be at least 1, or 0 with --facet.")
    }
    guard queries == nil || (list.facet.isEmpty && list.after == nil && !explainPlan) else {
      throw ValidationError("--facet, --after and --explain-plan are for one query.")
    }
    guard queries == nil || shown.json || !explain else {
      throw ValidationError("--explain of many queries wants --json.")
    }
  }

  func run() throws {
    let index = try folder.open()
    let snapshot = index.snapshot
    if let queries { return try answer(FileQuery.read(queries), in: snapshot) }
    let text = query.joined(separator: " ")
    let isTerminal = Terminal.isOutputTerminal
    let options = options(documentCount: snapshot.documentCount, isTerminal: isTerminal)

    if explainPlan { return try writePlan(of: text, snapshot, options) }

    let clock = ContinuousClock()
    let start = clock.now
    let result: SearchResult
    do throws(QuernError) {
      result = try snapshot.search(text, options: options)
    } catch {
      throw CommandFailure(error, query: text)
    }
    let elapsed = (clock.now - start).nanoseconds

    // Only where the first hits are shown: who pages on has found something.
    let isFirst = shown.offset == 0 && list.after == nil
    let meant = isFirst ? try? snapshot.didYouMean(text, options: options) : nil
    let output = StandardOutput()
    try write(
      result, query: text, meant, nanoseconds: elapsed, isTerminal: isTerminal, to: output)
    try output.flush()
    if !shown.json {
      for notice in result.notices { StandardError.write("note: \(DisplayText.line(notice))\n") }
    }
    guard result.hits.isEmpty, shown.limit > 0 || result.total == 0 else {
      if let meant, !shown.json { StandardError.write(Self.hint(meant)) }
      return
    }
    // Behind the last page nothing is amiss.
    if list.after != nil, result.total != 0 { throw ExitCode(1) }
    let advice = NoHitsAdvice(
      snapshot: snapshot, query: text, total: result.total ?? 0, meant: meant)
    StandardError.write(advice.text)
    throw ExitCode(1)
  }

  private static func hint(_ meant: SpellingSuggestion) -> String {
    "hint: did you mean: \(DisplayText.line(meant.query)) (\(Figures.count(meant.total, "hit")))\n"
  }

  /// Answers many queries; the exit code is 2 where one of them cannot be read.
  private func answer(_ queries: [FileQuery], in snapshot: Snapshot) throws {
    let batch = BatchSearch(
      snapshot: snapshot,
      options: options(documentCount: snapshot.documentCount, isTerminal: false),
      json: shown.json)
    let clock = ContinuousClock()
    let start = clock.now
    let output = StandardOutput()
    let outcome = try batch.run(queries, to: output)
    if shown.json {
      let summary = SearchRecords.summary(
        queryCount: outcome.queryCount, hitCount: outcome.hitCount,
        errorCount: outcome.failureCount,
        microseconds: (clock.now - start).nanoseconds / 1_000)
      try output.writeLine(summary)
    }
    try output.flush()
    if outcome.failureCount > 0 { throw ExitCode(2) }
    if outcome.hitCount == 0 { throw ExitCode(1) }
  }

  private func writePlan(
    of text: String, _ snapshot: Snapshot, _ options: SearchOptions
  ) throws {
    let lines: [String]
    do throws(QuernError) {
      lines = try snapshot.planDescription(of: text, options: options)
    } catch {
      throw CommandFailure(error, query: text)
    }
    let output = StandardOutput()
    for line in lines { try output.writeLine(line) }
    try output.flush()
  }

  private func options(documentCount: Int, isTerminal: Bool) -> SearchOptions {
    var options = ranking.searchOptions
    shown.apply(to: &options, documentCount: documentCount, isTerminal: isTerminal)
    options.syntax = plain ? .words : strictQuery ? .strict : .signs
    options.atLeast = atLeast
    list.apply(to: &options)
    options.explains = explain
    return options
  }

  private func write(
    _ result: SearchResult, query: String, _ meant: SpellingSuggestion?, nanoseconds: Int,
    isTerminal: Bool, to output: StandardOutput
  ) throws {
    if shown.json {
      return try writeRecords(of: result, query: query, meant, nanoseconds: nanoseconds, to: output)
    }
    let writer = HitWriter(output, isTerminal: isTerminal, color: color)
    let facets = result.facets.map { FacetLayout($0) }
    if isTerminal {
      for facet in facets { try output.write(facet.text) }
      try writer.write(result.hits)
      try writer.writeSummary(of: result.hits, total: result.total, nanoseconds: nanoseconds)
    } else {
      try writer.write(result.hits)
      for line in facets.flatMap(\.lines) { try output.writeLine(line) }
    }
    guard list.showsCursor, let next = result.next else { return }
    try output.writeLine(isTerminal ? "--after \(next)" : "next\t\(next)")
  }

  private func writeRecords(
    of result: SearchResult, query: String, _ meant: SpellingSuggestion?, nanoseconds: Int,
    to output: StandardOutput
  ) throws {
    for hit in result.hits { try output.writeLine(SearchRecords.hit(hit)) }
    for facet in result.facets { try output.writeLine(FacetLayout(facet).record) }
    let summary = SearchRecords.summary(
      query: query, total: result.total, microseconds: nanoseconds / 1_000,
      next: result.next?.description, notices: result.notices,
      didYouMean: meant.map { ($0.query, $0.total) })
    try output.writeLine(summary)
  }
}
