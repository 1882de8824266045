import QuernStorage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keeps the report of a run: `summary.md` to read and `summary.json` to compare.
struct RunFolder {
  private let path: String

  /// Names the folder of a run below a folder of runs.
  init(of report: RunReport, in parent: String) {
    path = "\(parent)/\(report.date)-\(report.machine.folderName)"
  }

  /// Writes the report over that of an earlier run of the same day.
  ///
  /// - Returns: the folder.
  /// - Throws: what the file system throws.
  func save(_ report: RunReport) throws -> String {
    let folder = DiskDirectory(path: path)
    try folder.makeFolder()
    let present = Set(try folder.names())
    for (name, text) in [
      ("summary.md", report.markdown), ("summary.json", try report.json() + "\n"),
    ] {
      if present.contains(name) { try folder.remove(name) }
      let file = try folder.create(name)
      try file.write(Array(text.utf8))
      try file.close()
    }
    return path
  }
}

extension RunReport {
  /// The report as JSON; times in nanoseconds.
  ///
  /// - Throws: what the encoder throws.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Today, in UTC, such as `2026-01-31`.
  static func today() -> String { String(Date.now.formatted(.iso8601).prefix(10)) }
}
