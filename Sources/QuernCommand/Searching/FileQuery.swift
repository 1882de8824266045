/// A query of a file, with the name that its answers carry.
struct FileQuery: Sendable {
  /// The first column of its line, else the number of the line.
  var id: String
  var text: String

  /// The queries of a file, one a line, or the last column of one with tabs; where that is blank, the
  /// line is left out.
  ///
  /// - Throws: ``CommandFailure`` where the file cannot be read or has no query.
  static func read(_ path: String) throws(CommandFailure) -> [FileQuery] {
    let text = try InputText.read(path, hint: "--queries wants a file with one query a line")
    var queries: [FileQuery] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard let query = columns.last, !query.allSatisfy(\.isWhitespace) else { continue }
      let name = columns.count > 1 ? columns[0] : ""
      let id = name.isEmpty ? String(index + 1) : String(name)
      queries.append(FileQuery(id: id, text: String(query)))
    }
    guard !queries.isEmpty else { throw CommandFailure("\(path) has no query") }
    return queries
  }
}
