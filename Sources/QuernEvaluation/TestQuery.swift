/// A query with the name that its judgements know it by.
package struct TestQuery: Sendable, Hashable {
  package var id: String
  package var text: String

  package init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  /// Reads a file of queries: an id, a tab or blanks, and the text up to the end of the line.
  ///
  /// - Throws: ``EvaluationError``.
  package static func read(_ text: String) throws(EvaluationError) -> [TestQuery] {
    var queries: [TestQuery] = []
    var ids: Set<Substring> = []
    for row in TextTable(text, maximumColumnCount: 2).rows {
      guard row.columns.count == 2 else {
        throw .tooFewColumns(line: row.line, found: row.columns.count, wanted: "id and query")
      }
      let (id, text) = (row.columns[0], row.columns[1])
      guard ids.insert(id).inserted else {
        throw .repeatedQuery(line: row.line, id: String(id))
      }
      queries.append(TestQuery(id: String(id), text: String(text)))
    }
    guard !queries.isEmpty else { throw .empty }
    return queries
  }
}
