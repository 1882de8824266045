import Foundation

/// `quern index ONE_FILE` and a search, in an index of many articles.
struct WholeProcess {
  let folder: String
  let quern: String

  /// Times in milliseconds of processor; the disk's are not in them.
  func measure() throws {
    let article = FileManager.default.temporaryDirectory
      .appendingPathComponent("small-commit-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: article) }
    var (indexing, searching): ([Double], [Double]) = ([], [])
    for number in 0..<30 {
      let word = "process\(UInt64.random(in: .min ... .max))"
      try Data("One article\nThe only one with \(word), number \(number).\n".utf8).write(
        to: article)
      indexing.append(try run(["index", "--index", folder, "--quiet", article.path]))
      searching.append(try run(["search", "--index", folder, word]))
    }
    let version = try run(["--version"])
    print(
      "quern index ONE_FILE: median \(median(indexing)) ms, at most \(indexing.max() ?? 0); "
        + "quern search: \(median(searching)); quern --version: \(version)")
  }

  private func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

  private func run(_ arguments: [String]) throws -> Double {
    let before = ProcessorTime.ofChildren
    let process = Process()
    process.executableURL = URL(fileURLWithPath: quern)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    precondition(process.terminationStatus == 0, "\(arguments) ends with 0")
    return (ProcessorTime.ofChildren - before).rounded()
  }
}
