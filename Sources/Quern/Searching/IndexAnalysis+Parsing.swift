import QuernAnalysis
import QuernModel
import QuernSearch

extension IndexAnalysis {
  /// Reads a query for an index with this analysis and these fields.
  ///
  /// - Throws: ``QuernError/query(message:offset:)``, ``QuernError``.
  func parse(
    _ text: String, fields: [FieldName], leavingOutStopWords: Bool = false,
    syntax: QuerySyntax = .signs
  ) throws(QuernError) -> Query {
    var stopWords: QueryStopWords?
    if leavingOutStopWords {
      stopWords = try analyzing { () throws(AnalysisError) in
        try QueryStopWords(text, analyzers: query(for: nil).analyzers)
      }
    }
    let parser = QueryParser(
      fields: Set(fields), ownFields: ownFields,
      isStopWord: { [stopWords] in stopWords?.contains($0) ?? false }
    ) { text, field in query(for: field).words(of: text) }
    do throws(QueryError) {
      switch syntax {
      case .signs: return try parser.parse(text)
      case .words: return try parser.words(of: text)
      }
    } catch { throw QuernError(.query(error)) }
  }
}
