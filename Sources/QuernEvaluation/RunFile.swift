/// A file of results as TREC defines it: query, `Q0`, document, rank, score and the name of the run.
package struct RunFile: Sendable, Hashable {
  /// The results of each query, with the names that the file has for queries and documents.
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
      results[TextColumn.escaped(row.columns[0]), default: []].append(
        RankedDocument(key: String(row.columns[2]), score: score).inFile)
    }
    guard !results.isEmpty else { throw .empty }
  }

  /// The results of a query; none where the file has no line of it.
  package subscript(query: String) -> [RankedDocument] {
    results[TextColumn.escaped(query)] ?? []
  }

  /// The lines for the results of a query, ranks from 1 in the order of trec_eval.
  ///
  /// Blanks and control characters in the names of queries and documents are written as `%` and two
  /// hexadecimal digits, since blanks part the columns. A score reads back as the same Float.
  package static func lines(
    query: String, _ results: [RankedDocument], name: String
  ) -> String {
    var lines = ""
    let query = TextColumn.escaped(query)
    for (index, result) in RankedDocument.sorted(results.map(\.inFile)).enumerated() {
      lines += "\(query) Q0 \(result.key) \(index + 1) \(result.score) \(name)\n"
    }
    return lines
  }
}
