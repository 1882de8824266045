/// What a run of `quern backup` has done.
package struct BackupReport: Sendable, Hashable {
  /// The folder of the backup.
  package var path: String
  package var generation: UInt64
  package var documents = 0
  package var linked = 0
  package var copied = 0
  package var kept = 0
  package var bytes = 0
  package var seconds = 0.0

  package init(path: String, generation: UInt64) {
    self.path = path
    self.generation = generation
  }

  /// `backup: commit 4, 120 articles, 90,000 bytes; 2 files linked, 1 copied, 3 there already`.
  package var line: String {
    "\(DisplayText.line(path)): commit \(generation), \(Figures.count(documents, "article")), "
      + "\(Figures.count(bytes, "byte")) verified; \(Figures.count(linked, "file")) linked, "
      + "\(Figures.grouped(copied)) copied, \(Figures.grouped(kept)) there already"
  }

  /// The report as one JSON object.
  package var record: JSONValue {
    .object([
      .init("type", .string("summary")),
      .init("path", .string(path)),
      .init("generation", .integer(Int(clamping: generation))),
      .init("documents", .integer(documents)),
      .init("bytes", .integer(bytes)),
      .init("linked", .integer(linked)),
      .init("copied", .integer(copied)),
      .init("kept", .integer(kept)),
      .init("seconds", .double((seconds * 1e6).rounded() / 1e6)),
    ])
  }
}
