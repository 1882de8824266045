import Foundation

/// A folder with articles on which the command is tried: `news` beside `index`.
struct Desk {
  let folder: TemporaryFolder

  /// Makes the articles; nothing is indexed yet.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "Talks in Istanbul\n\nThe envoy spoke of a miraculous breakthrough near the palace.\n",
      to: "news/talks.txt")
    try folder.write(
      "No breakthrough yet\n\nPeskov saw no breakthrough and nothing promising.\n",
      to: "news/peskov.txt")
    try folder.write(
      """
      ---
      title: Grain leaves the harbour
      date: 2022-08-01
      lang: en
      ---
      Ships with grain left the harbour. Zelensky was there.

      """, to: "news/grain.md")
  }

  /// A desk whose articles are indexed.
  static func indexed() throws -> Desk {
    let desk = try Desk()
    let outcome = try desk.quern("index", "news")
    guard outcome.exitCode == 0 else { throw NotIndexed(errors: outcome.errors) }
    return desk
  }

  struct NotIndexed: Error { var errors: String }

  func quern(
    _ arguments: String..., environment: [String: String] = [:], input: String = "",
    in subfolder: String = ""
  ) throws -> QuernProcess.Outcome {
    let place = subfolder.isEmpty ? folder.url : folder.url.appending(path: subfolder)
    return try QuernProcess.run(arguments, in: place, environment: environment, input: input)
  }

  /// Runs the command with arguments that stand in a list.
  func run(_ arguments: [String]) throws -> QuernProcess.Outcome {
    try QuernProcess.run(arguments, in: folder.url)
  }

  /// The canonical path of an article.
  func path(_ name: String) -> String {
    let url = folder.url.resolvingSymlinksInPath().appending(path: name)
    return url.path()
  }
}
