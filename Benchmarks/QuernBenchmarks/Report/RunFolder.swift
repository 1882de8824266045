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
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(report.markdown.utf8).write(to: URL(filePath: "\(path)/summary.md"))
    try Data((report.json() + "\n").utf8).write(to: URL(filePath: "\(path)/summary.json"))
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
