import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// `quern show`: one stored document.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an article of the index.",
    discussion: """
      The key of an article is its id, or the path of its file. Exit 1 where there is none.
      With a query, what it matches is emphasised on a terminal; --json has it as ranges of bytes.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(
    help: "The article's key, or a path to its file in any spelling.",
    completion: ShellCompletion.key)
  var key: String

  @Argument(help: "A query whose matches are shown.", completion: ShellCompletion.query)
  var query: [String] = []

  @Option(help: "When to write colours: auto, always or never.")
  var color = ColorChoice.auto

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
    let marks = try marks(of: document, in: index.snapshot)
    if json {
      try output.writeLine(SearchRecords.document(document, marks: marks))
    } else if let marks {
      try output.write(
        DocumentLayout.text(document, marks: marks, isColored: color.isColored))
    } else {
      try output.write(DocumentLayout.text(document))
    }
    try output.flush()
  }

  /// What a query matches in a document; `nil` without a query.
  private func marks(
    of document: Document, in snapshot: Snapshot
  ) throws -> [(field: FieldName, marks: [[Range<Int>]])]? {
    guard !query.isEmpty else { return nil }
    let text = query.joined(separator: " ")
    do throws(QuernError) {
      return try snapshot.highlights(of: document.key, query: text)
    } catch { throw CommandFailure(error, query: text) }
  }

  private func find(in snapshot: Snapshot) throws -> Document? {
    if let document = try snapshot.document(for: DocumentKey(key)) { return document }
    guard let path = CanonicalPath.of(key), path != key else { return nil }
    return try snapshot.document(for: DocumentKey(path))
  }
}
