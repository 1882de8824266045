#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file of queries, one a line.
enum QueryFile {
  /// The queries of a file; blank lines are left out, of lines with tabs the last column is taken.
  ///
  /// - Throws: ``CommandFailure`` where the file cannot be read or has no query.
  static func read(_ path: String) throws -> [String] {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw CommandFailure(
        "\(path) cannot be read", hint: "--queries wants a file with one query a line")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let queries = text.split(whereSeparator: \.isNewline).compactMap { line in
      line.split(separator: "\t").last.map { String($0) }
    }.filter { !$0.allSatisfy(\.isWhitespace) }
    guard !queries.isEmpty else { throw CommandFailure("\(path) has no query") }
    return queries
  }
}
