/// Which documents people found relevant to which queries (qrels), and how much.
package struct Judgements: Sendable, Hashable {
  /// The relevance of each judged document, by query; 0 and below is not relevant.
  ///
  /// Queries and documents have the names that they have in files: see ``TextColumn``.
  private var relevances: [String: [String: Int]] = [:]

  package init() {}

  /// Reads a file of judgements: query, iteration, document and relevance (TREC), or the same
  /// without iteration.
  ///
  /// A line of headings above is passed over.
  ///
  /// - Throws: ``EvaluationError``.
  package init(_ text: String) throws(EvaluationError) {
    for (index, row) in TextTable(text).rows.enumerated() {
      let columns = row.columns
      guard columns.count >= 3 else {
        throw .tooFewColumns(
          line: row.line, found: columns.count, wanted: "query, document and relevance")
      }
      let document = columns.count == 3 ? columns[1] : columns[2]
      let grade = columns.count == 3 ? columns[2] : columns[3]
      guard let relevance = Int(grade) else {
        if index == 0 { continue }
        throw .notANumber(line: row.line, column: "relevance", text: String(grade))
      }
      add(relevance, query: String(columns[0]), document: String(document))
    }
    guard !relevances.isEmpty else { throw .empty }
  }

  /// Notes how relevant a document is to a query; the last word counts.
  package mutating func add(_ relevance: Int, query: String, document: String) {
    relevances[TextColumn.escaped(query), default: [:]][TextColumn.escaped(document)] = relevance
  }

  /// The judged documents of a query, by their names in files; `nil` where nobody judged it.
  package subscript(query: String) -> [String: Int]? { relevances[TextColumn.escaped(query)] }
}
