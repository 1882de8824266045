import ArgumentParser
import Quern
import QuernPresentation

/// `quern suggest`: how a query that is being typed may go on.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Complete the last word of a query by the words of the index.",
    discussion: """
      The words in the most articles come first; with words before, those that occur together with
      them. Words are shown as articles write them; of those with one stem, the most frequent.

        quern suggest pres             president, press, present …
        quern suggest title:pres       of that field
        quern suggest 'peskov bre'     peskov breakthrough …

      A line is a completed query, a tab, and the number of articles. Exit 1 where there is none.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(help: "What is typed so far.", completion: ShellCompletion.query)
  var text: [String]

  @Option(name: [.customShort("n"), .long], help: "How many completions to show, up to 100.")
  var limit = 10

  @Flag(help: "Write one JSON record a line: completions, then a summary.")
  var json = false

  func validate() throws {
    guard (1...100).contains(limit) else {
      throw ValidationError("--limit must be from 1 to 100.")
    }
  }

  func run() throws {
    let snapshot = try folder.open().snapshot
    let typed = text.joined(separator: " ")
    let clock = ContinuousClock()
    let start = clock.now
    let completions: [Completion]
    do throws(QuernError) { completions = try snapshot.completions(of: typed, limit: limit) } catch
    {
      throw CommandFailure(error, query: typed)
    }
    let elapsed = (clock.now - start).nanoseconds
    let output = StandardOutput()
    for found in completions {
      if json {
        let record = SearchRecords.completion(
          found.text, word: found.word, documentCount: found.documentCount)
        try output.writeLine(record)
      } else {
        try output.writeLine("\(DisplayText.cell(found.text))\t\(found.documentCount)")
      }
    }
    if json {
      let summary = SearchRecords.summary(
        query: typed, total: completions.count, microseconds: elapsed / 1_000)
      try output.writeLine(summary)
    }
    try output.flush()
    if completions.isEmpty { throw ExitCode(1) }
  }
}
