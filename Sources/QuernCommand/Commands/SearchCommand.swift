import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// `quern search`: the best documents for a query.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find the best articles for a query.",
    discussion: """
      A query is words; an article that has any of them is a hit, ranked by BM25.
        +word      only articles that have it
        -word      only articles that do not have it
        "a b"      the words side by side
        title:word only in that field
      Several arguments are one query. Words that begin with - go after --:
        quern search -n 5 -- Peskov -Zelensky

      On a terminal each hit takes a few lines, in a pipe one:
      rank, score, key and title, separated by tabs.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The words to look for.")
  var query: [String]

  @Option(name: [.customShort("n"), .long], help: "How many hits to show.")
  var limit = 10

  @Option(help: "How many of the best hits to pass over.")
  var offset = 0

  @Flag(help: "Write one JSON record a line: hits, then a summary.")
  var json = false

  @Flag(help: "Show how each score came about.")
  var explain = false

  @Flag(help: "Say how the query would be answered, and what each choice rests on, instead.")
  var explainPlan = false

  @Option(help: "How soon repetitions of a word stop counting (default: 0.9).")
  var k1: Float?

  @Option(help: "How much long texts are held back, 0 to 1 (default: 0.4).")
  var b: Float?

  @Option(
    help: ArgumentHelp(
      "A searched field and how much it counts; may be repeated.", valueName: "field=x"))
  var weight: [FieldWeight] = []

  @Flag(help: "Do not look for words such as the and of where they stand alone.")
  var noStopWords = false

  @Option(help: "When to write colours: auto, always or never.")
  var color = ColorChoice.auto

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1.") }
    guard offset >= 0 else { throw ValidationError("--offset must not be negative.") }
    if let k1, !(k1 >= 0 && k1.isFinite) {
      throw ValidationError("--k1 must be a number that is not negative.")
    }
    if let b, !(0...1).contains(b) { throw ValidationError("--b must be from 0 to 1.") }
  }

  func run() throws {
    let index = try folder.open()
    let snapshot = index.snapshot
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

    let output = StandardOutput()
    try write(result, query: text, nanoseconds: elapsed, isTerminal: isTerminal, to: output)
    try output.flush()
    guard result.hits.isEmpty else { return }
    let advice = NoHitsAdvice(snapshot: snapshot, query: text, total: result.total ?? 0)
    StandardError.write(advice.text)
    throw ExitCode(1)
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

  /// More hits than documents need no room.
  private func options(documentCount: Int, isTerminal: Bool) -> SearchOptions {
    var options = SearchOptions()
    options.limit = min(limit, max(documentCount, 1))
    options.offset = min(offset, documentCount)
    if let k1 { options.k1 = k1 }
    if let b { options.b = b }
    for weight in weight { options.weights[weight.field] = weight.weight }
    options.leavesOutStopWords = noStopWords
    options.explains = explain
    options.snippetLength = json || isTerminal ? 240 : nil
    return options
  }

  private func write(
    _ result: SearchResult, query: String, nanoseconds: Int, isTerminal: Bool,
    to output: StandardOutput
  ) throws {
    if json {
      for hit in result.hits { try output.writeLine(SearchRecords.hit(hit)) }
      let summary = SearchRecords.summary(
        query: query, total: result.total, microseconds: nanoseconds / 1_000)
      try output.writeLine(summary)
    } else if isTerminal {
      guard let first = result.hits.first else { return }
      let layout = TerminalLayout(width: Terminal.width, isColored: color.isColored)
      for hit in result.hits { try output.writeLine(layout.hit(hit)) }
      let summary = layout.summary(
        firstRank: first.rank, shownCount: result.hits.count, total: result.total,
        nanoseconds: nanoseconds)
      try output.write(summary)
    } else {
      for hit in result.hits {
        try output.writeLine(HitLine.text(hit))
        if let explanation = hit.explanation {
          try output.write(ExplanationTree.text(explanation, indent: "  "))
        }
      }
    }
  }
}
