import ArgumentParser

/// `quern` itself: only the way to its subcommands.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quern",
    abstract: "Search articles by the words in them.",
    discussion: """
      The index is in the folder that --index names, else $QUERN_INDEX, else ./index.

      Examples:
        quern index articles/              read a folder, or what is new in it
        quern search Peskov breakthrough   find articles with any of the words
        quern help search                  how a query is written

      Exit codes: 0 found or done, 1 nothing found, 2 error, 130 interrupted.
      """,
    version: Program.version,
    subcommands: [
      IndexCommand.self, WatchCommand.self, SearchCommand.self, SuggestCommand.self,
      SimilarCommand.self, ShowCommand.self, StatsCommand.self, AnalyzeCommand.self,
      CheckCommand.self, OptimizeCommand.self, BackupCommand.self,
      ExportCommand.self, MergeCommand.self, BenchCommand.self, EvalCommand.self,
    ])
}
