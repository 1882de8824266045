import ArgumentParser
import Quern
import QuernIngest
import QuernModel
import QuernPresentation

/// `quern export`: every article as a line of JSON.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write every article as a line of JSON that quern index reads.",
    discussion: """
      Key, fields and values come back as they are, in the same order: an index made of the lines, \
      with the same --analyzer, finds the same with the same scores, once both are optimized. Where \
      an article came from stands in the member _quern, for information: the new index follows the \
      file of lines.
      """)

  @OptionGroup var folder: IndexFolder

  @Argument(help: "The file to write; without one, standard output.", completion: .file())
  var file: String?

  @Flag(help: "Write the summary as one JSON object; only with a file.")
  var json = false

  func validate() throws {
    if file?.isEmpty == true { throw ValidationError("export needs the name of a file, or none.") }
    if json && file == nil { throw ValidationError("--json wants the file that is written.") }
  }

  func run() throws {
    Signals.exitWhenInterrupted()
    let snapshot = try folder.open().snapshot
    let counts = try file.map { try write(snapshot, to: $0) } ?? write(snapshot)
    if counts.tooLong > 0 {
      StandardError.write(
        "quern: warning: \(Figures.count(counts.tooLong, "line")) longer than "
          + "\(Figures.count(JSONLinesReader.maximumLineByteCount, "byte")), which quern index "
          + "does not read\n")
    }
    let analyzers = Self.analyzers(snapshot.info.analysis)
    if !analyzers.isEmpty {
      StandardError.write("quern: to index the lines alike: quern index\(analyzers) …\n")
    }
  }

  /// What was written.
  private struct Counts {
    var lines = 0
    var tooLong = 0

    mutating func add(_ line: String) {
      lines += 1
      if line.utf8.count > JSONLinesReader.maximumLineByteCount { tooLong += 1 }
    }
  }

  private func write(_ snapshot: Snapshot) throws -> Counts {
    let output = StandardOutput()
    var counts = Counts()
    var documents = snapshot.documents()
    while !output.isClosed, let document = try documents.next() {
      let line = ExportRecord.record(document).description
      counts.add(line)
      try output.writeLine(line)
    }
    try output.flush()
    return counts
  }

  private func write(_ snapshot: Snapshot, to path: String) throws -> Counts {
    let target = try NewFile(path)
    var counts = Counts()
    var documents = snapshot.documents()
    while let document = try documents.next() {
      let line = ExportRecord.record(document).description
      counts.add(line)
      try target.write(line + "\n")
    }
    try target.finish()
    let output = StandardOutput()
    let summary = JSONValue.object([
      .init("type", .string("summary")), .init("path", .string(path)),
      .init("documents", .integer(counts.lines)),
    ])
    try output.writeLine(
      json
        ? summary.description
        : "\(DisplayText.line(path)): \(Figures.count(counts.lines, "article"))")
    try output.flush()
    return counts
  }

  /// The options with which an index has the same analyzers; empty for those of an index without.
  private static func analyzers(_ analysis: AnalysisIdentity) -> String {
    var options = ""
    if analysis.main.name != IndexOptions().analyzer {
      options += " --analyzer \(DisplayText.line(analysis.main.name))"
    }
    for (field, analyzer) in analysis.fields.sorted(by: { $0.key < $1.key }) {
      options +=
        " --analyzer \(DisplayText.line(field.rawValue))="
        + DisplayText.line(analyzer.name)
    }
    return options
  }
}
