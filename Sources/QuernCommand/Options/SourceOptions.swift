import ArgumentParser
import Quern
import QuernIngest

/// What is read, and how.
struct SourceOptions: ParsableArguments {
  @Argument(
    help: "Files and folders; - for JSON lines on standard input.", completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read the paths' files as text, markdown or jsonl, whatever their names end with.",
      valueName: "name"),
    completion: .list(InputFormat.allCases.map(\.rawValue)))
  var format: String?

  @Flag(inversion: .prefixedNo, help: "Read files whose names begin with a dot, too.")
  var hidden: Bool?

  @Flag(inversion: .prefixedNo, help: "Follow symbolic links.")
  var followLinks: Bool?

  @Option(
    help: ArgumentHelp(
      """
      How words are found: auto (by each article's language, the default), standard, or a language \
      such as russian; author=exact sets it for one field. May be repeated. Only for a new index, \
      or with quern index --rebuild.
      """, valueName: "name"),
    completion: .list(TextAnalysis.analyzerNames))
  var analyzer: [AnalyzerOption] = []

  @Flag(
    help: """
      Keep no lists of frequent words that stand side by side: a smaller index, slower phrases of \
      such words. Only for a new index, or with quern index --rebuild.
      """)
  var noPairs = false

  func validate() throws {
    if let format, InputFormat(named: format) == nil {
      let names = InputFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("There is no format \(format); there are: \(names).")
    }
    if paths.isEmpty, format != nil || hidden != nil || followLinks != nil {
      throw ValidationError("--format, --hidden and --follow-links want the path they are for.")
    }
  }
}
