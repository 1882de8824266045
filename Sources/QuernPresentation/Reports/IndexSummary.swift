/// What a run of `quern index` has done.
package struct IndexSummary: Sendable, Hashable {
  package var added = 0
  package var updated = 0
  package var removed = 0
  package var unchanged = 0

  /// Files and lines that could not be read.
  package var failed = 0

  /// Files and lines that were read although some of their bytes are no text.
  package var repaired = 0

  /// Documents whose key came again later in the same run.
  package var duplicates = 0

  /// The number of documents in the index.
  package var documents = 0

  /// The number of tokens in the index.
  package var tokens = 0
  package var seconds = 0.0

  package init() {}

  /// `2 added, 1 updated, 1 removed, 10 unchanged`, with failures, repairs and duplicates
  /// where there are any.
  package var line: String {
    var parts = [
      "\(Figures.grouped(added)) added", "\(Figures.grouped(updated)) updated",
      "\(Figures.grouped(removed)) removed", "\(Figures.grouped(unchanged)) unchanged",
    ]
    if failed > 0 { parts.append("\(Figures.grouped(failed)) failed") }
    if repaired > 0 { parts.append("\(Figures.grouped(repaired)) repaired") }
    if duplicates > 0 { parts.append(Figures.count(duplicates, "duplicate")) }
    return parts.joined(separator: ", ")
  }

  /// The summary as the last record of `quern index --json`.
  package var record: JSONValue {
    .object([
      .init("type", .string("summary")),
      .init("added", .integer(added)),
      .init("updated", .integer(updated)),
      .init("removed", .integer(removed)),
      .init("unchanged", .integer(unchanged)),
      .init("failed", .integer(failed)),
      .init("repaired", .integer(repaired)),
      .init("duplicates", .integer(duplicates)),
      .init("documents", .integer(documents)),
      .init("tokens", .integer(tokens)),
      .init("seconds", .double((seconds * 1e6).rounded() / 1e6)),
    ])
  }
}
