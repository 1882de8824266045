import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// `quern similar`: the documents that are most like one.
struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find the articles that are most like one.",
    discussion: """
      The 25 most telling words of the article are looked for: those that count the most for its own
      score. --explain lists them, and how the score of each hit came about.
      Exit 1 where no other article has any of them.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(
    help: "The article's key, or a path to its file in any spelling.",
    completion: ShellCompletion.key)
  var key: String

  @OptionGroup var shown: HitOptions

  @Flag(help: "Show the words, and how each score came about.")
  var explain = false

  @OptionGroup var ranking: RankingOptions

  @Option(help: "When to write colours: auto, always or never.")
  var color = ColorChoice.auto

  func validate() throws {
    guard shown.limit >= 1 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let snapshot = try folder.open().snapshot
    let isTerminal = Terminal.isOutputTerminal
    var options = ranking.searchOptions
    shown.apply(to: &options, documentCount: snapshot.documentCount, isTerminal: isTerminal)
    options.explains = explain

    let clock = ContinuousClock()
    let start = clock.now
    guard let found = try find(in: snapshot, options) else {
      var failure = CommandFailure(
        "no article has the key \(key)",
        hint: "quern search WORD… in a pipe lists keys in its third column")
      failure.exitCode = 1
      throw failure
    }
    let elapsed = (clock.now - start).nanoseconds
    let output = StandardOutput()
    try write(found, nanoseconds: elapsed, isTerminal: isTerminal, to: output)
    try output.flush()
    guard found.result.hits.isEmpty else { return }
    StandardError.write("quern: no other article has a word of \(DisplayText.line(key))\n")
    throw ExitCode(1)
  }

  private func find(
    in snapshot: Snapshot, _ options: SearchOptions
  ) throws -> SimilarDocuments? {
    if let found = try snapshot.similar(to: DocumentKey(key), options: options) { return found }
    guard let path = CanonicalPath.of(key), path != key else { return nil }
    return try snapshot.similar(to: DocumentKey(path), options: options)
  }

  private func write(
    _ found: SimilarDocuments, nanoseconds: Int, isTerminal: Bool, to output: StandardOutput
  ) throws {
    let result = found.result
    if shown.json {
      for hit in result.hits { try output.writeLine(SearchRecords.hit(hit)) }
      let summary = SearchRecords.summary(
        key: key, words: found.words.map { ($0.word, $0.weight) }, total: result.total,
        microseconds: nanoseconds / 1_000)
      return try output.writeLine(summary)
    }
    if explain {
      let words = found.words.map {
        "\(DisplayText.line($0.word)) \(Figures.fixed(Double($0.weight), decimals: 2))"
      }
      try output.writeLine("words: \(words.joined(separator: ", "))")
    }
    let writer = HitWriter(output, isTerminal: isTerminal, color: color)
    try writer.write(result.hits)
    try writer.writeSummary(of: result.hits, total: result.total, nanoseconds: nanoseconds)
  }
}
