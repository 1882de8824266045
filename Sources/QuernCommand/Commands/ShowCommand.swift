import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// `quern show`: one stored document.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an article of the index.",
    discussion:
      "The key of an article is its id, or the path of its file. Exit 1 where there is none.")

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The article's key, or a path to its file in any spelling.")
  var key: String

  @Flag(help: "Write the article as one JSON object.")
  var json = false

  func run() throws {
    let index = try folder.open()
    guard let document = try find(in: index.snapshot) else {
      StandardError.write(
        ErrorText(
          "no article has the key \(key)",
          hint: "quern search WORD… in a pipe lists keys in its third column"
        ).text)
      throw ExitCode(1)
    }
    let output = StandardOutput()
    if json {
      try output.writeLine(SearchRecords.document(document))
    } else {
      try output.write(DocumentLayout.text(document))
    }
    try output.flush()
  }

  private func find(in snapshot: Snapshot) throws -> Document? {
    if let document = try snapshot.document(for: DocumentKey(key)) { return document }
    guard let path = CanonicalPath.of(key), path != key else { return nil }
    return try snapshot.document(for: DocumentKey(path))
  }
}
