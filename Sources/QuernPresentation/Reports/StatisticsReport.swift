package import QuernModel

/// Sizes and counts of an index.
package struct StatisticsReport: Sendable, Hashable {
  /// The folder of the index.
  package var path: String
  package var documents = 0
  package var deleted = 0
  package var terms = 0
  package var tokens = 0
  package var segments = 0

  /// Bytes on disk by structure.
  package var bytes: [String: Int] = [:]
  package var fields: [FieldReport] = []

  /// Segments whose values are read from the stored fields.
  package var segmentsWithoutColumns = 0
  package var commit: CommitInfo

  package init(path: String, commit: CommitInfo) {
    self.path = path
    self.commit = commit
  }

  /// The report as one JSON object; `bytes` holds the structures by name and their `total`.
  package var record: JSONValue {
    var sizes = structures.map { JSONValue.Member($0.name, .integer($0.size)) }
    sizes.append(.init("total", .integer(total)))
    let analysis = commit.analysis
    return .object([
      .init("documents", .integer(documents)),
      .init("deleted", .integer(deleted)),
      .init("terms", .integer(terms)),
      .init("tokens", .integer(tokens)),
      .init("segments", .integer(segments)),
      .init("bytes", .object(sizes)),
      .init("fields", .array(fields.map(\.record))),
      .init("segmentsWithoutColumns", .integer(segmentsWithoutColumns)),
      .init("analyzer", .string(analysis.main.name)),
      .init("analyzerVersion", .integer(Int(analysis.main.version))),
      .init("fieldAnalyzers", .object(fieldAnalyzers.map { .init($0, .string($1)) })),
      .init("chosenAnalyzers", .array(analysis.chosen.map { .string($0.name) })),
      .init("icu", .string(analysis.icu)),
      .init("unicode", .string(analysis.unicode)),
      .init("generation", .integer(Int(clamping: commit.generation))),
      .init("roots", .array(commit.roots.map(Self.record))),
    ])
  }

  /// The report as a table.
  package var text: String {
    let analysis = commit.analysis
    var table = Table()
    table.add("index", path)
    table.add("documents", Figures.grouped(documents))
    table.add("deleted", Figures.grouped(deleted))
    table.add("terms", Figures.grouped(terms))
    table.add("tokens", Figures.grouped(tokens))
    table.add("segments", Figures.grouped(segments))
    table.add("commit", String(commit.generation))
    if !fields.isEmpty { table.add("fields", Figures.grouped(fields.count)) }
    for field in fields { table.add("  " + DisplayText.line(field.name.rawValue), field.text) }
    if segmentsWithoutColumns > 0 {
      table.add(
        "  note",
        "\(Figures.count(segmentsWithoutColumns, "segment")) without columns: values are read from "
          + "stored text; index with --rebuild to make it fast")
    }
    table.add("analyzer", "\(analysis.main.name), version \(analysis.main.version)")
    for (field, name) in fieldAnalyzers { table.add("  " + field, name) }
    if !analysis.chosen.isEmpty {
      table.add("  chosen", analysis.chosen.map(\.name).joined(separator: ", "))
    }
    table.add("icu", "\(analysis.icu), Unicode \(analysis.unicode)")
    table.add("bytes", Figures.grouped(total))
    for (name, size) in structures { table.add("  " + name, Figures.grouped(size)) }
    for root in commit.roots { table.add("root", Self.text(root)) }
    return table.text
  }

  private var fieldAnalyzers: [(field: String, name: String)] {
    commit.analysis.fields.map { (field: $0.key.rawValue, name: $0.value.name) }
      .sorted { $0.field < $1.field }
  }

  private var structures: [(name: String, size: Int)] {
    bytes.map { (name: $0.key, size: $0.value) }.sorted { $0.name < $1.name }
  }

  private var total: Int { bytes.values.reduce(0) { $0 &+ $1 } }

  private static func record(_ root: Root) -> JSONValue {
    .object([
      .init("path", .string(root.path)),
      .init("format", root.format.map { .string($0) } ?? .null),
      .init("hidden", .bool(root.includesHidden)),
      .init("followLinks", .bool(root.followsLinks)),
    ])
  }

  private static func text(_ root: Root) -> String {
    var notes: [String] = []
    if let format = root.format { notes.append("as \(format)") }
    if root.includesHidden { notes.append("hidden files too") }
    if root.followsLinks { notes.append("links followed") }
    return notes.isEmpty ? root.path : "\(root.path) (\(notes.joined(separator: ", ")))"
  }
}
