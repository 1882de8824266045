/// A file of results as TREC defines it: query, `Q0`, document, rank, score and the name of the run.
package struct RunFile: Sendable, Hashable {
  /// The results of each query, as they stand in the file.
  package private(set) var results: [String: [RankedDocument]] = [:]

  /// Reads a file of results; ranks are passed over, as trec_eval does.
  ///
  /// - Throws: ``EvaluationError``.
  package init(_ text: String) throws(EvaluationError) {
    for row in TextTable(text).rows {
      guard row.columns.count >= 5 else {
        throw .tooFewColumns(
          line: row.line, found: row.columns.count,
          wanted: "query, Q0, document, rank, score and name")
      }
      guard let score = Float(row.columns[4]), !score.isNaN else {
        throw .notANumber(line: row.line, column: "score", text: String(row.columns[4]))
      }
      results[String(row.columns[0]), default: []].append(
        RankedDocument(key: String(row.columns[2]), score: score))
    }
    guard !results.isEmpty else { throw .empty }
  }

  /// The lines for the results of a query, ranks from 1 in the order of trec_eval.
  ///
  /// Blanks and control characters in a key are written as `%` and two hexadecimal digits, since
  /// blanks part the columns; any other `%` stays, since it may be part of an address. A score reads
  /// back as the same Float.
  package static func lines(
    query: String, _ results: [RankedDocument], name: String
  ) -> String {
    var lines = ""
    for (index, result) in RankedDocument.sorted(results).enumerated() {
      lines += "\(query) Q0 \(escaped(result.key)) \(index + 1) \(result.score) \(name)\n"
    }
    return lines
  }

  private static func escaped(_ key: String) -> String {
    func parts(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
    guard key.utf8.contains(where: parts) else { return key }
    var bytes: [UInt8] = []
    for byte in key.utf8 {
      guard parts(byte) else {
        bytes.append(byte)
        continue
      }
      let digits = String(byte, radix: 16, uppercase: true)
      bytes += Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
