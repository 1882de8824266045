import QuernAnalysis
import QuernIndex
import QuernModel
import QuernSearch

extension IndexAnalysis {
  /// Reads a query for an index with this analysis and these fields.
  ///
  /// - Throws: ``QuernError/query(message:offset:)``, ``QuernError``.
  func parse(
    _ text: String, fields: Set<FieldName>, leavingOutStopWords: Bool = false,
    syntax: QuerySyntax = .signs, types: SnapshotColumns? = nil
  ) throws(QuernError) -> Query {
    let parser = try parser(
      fields: fields, leavingOutStopWordsOf: leavingOutStopWords ? text : nil, syntax: syntax,
      types: types)
    do throws(QueryError) {
      switch syntax {
      case .signs, .strict: return try parser.parse(text)
      case .words: return try parser.words(of: text)
      }
    } catch { throw QuernError(.query(error)) }
  }

  /// A reader of queries for an index with this analysis and these fields.
  ///
  /// - Parameters:
  ///   - text: the query whose stop words are left out; `nil` where none is.
  ///   - types: the types of the fields.
  func parser(
    fields: Set<FieldName>, leavingOutStopWordsOf text: String? = nil,
    syntax: QuerySyntax = .signs, types: SnapshotColumns? = nil
  ) throws(QuernError) -> QueryParser {
    var stopWords: QueryStopWords?
    if let text {
      stopWords = try analyzing { () throws(AnalysisError) in
        try QueryStopWords(text, analyzers: query(for: nil).analyzers)
      }
    }
    // Looked up once, and not for every word.
    let main = query(for: nil)
    let own = Dictionary(
      ownFields.map { ($0, query(for: $0)) }, uniquingKeysWith: { first, _ in first })
    func analysis(_ field: FieldName?) -> QueryAnalysis {
      own.isEmpty ? main : field.flatMap { own[$0] } ?? main
    }
    return QueryParser(
      fields: fields, ownFields: ownFields,
      // Where the values cannot be read, a word is a word.
      typeOf: { field in types.flatMap { try? $0.type(of: field) } },
      isStrict: syntax == .strict,
      isStopWord: stopWords.map { words in { words.contains($0) } },
      normalize: { text, field in analysis(field).unstemmed(text) },
      analyze: { text, field in analysis(field).words(of: text) })
  }
}
