import QuernAnalysis
import QuernIndex
import QuernModel
import QuernSearch
import Synchronization

/// Reads the queries to an index: what they have in common is made once, and not for each of them.
final class QueryReader: Sendable {
  private let parser: QueryParser

  private let analyzers: [Analyzer]

  /// The first of them, and whether it is that of all queries and fields; of an optional one, each query would
  /// make a copy.
  private let mainAnalyzer: Analyzer
  private let hasOneAnalyzer: Bool

  /// The stop words of a query, once one has asked for them.
  private let stopWords = Mutex<QueryStopWords?>(nil)

  /// - Parameters:
  ///   - analysis: what the index was written with.
  ///   - fields: the fields that can be searched.
  ///   - types: the types of the fields.
  init(_ analysis: IndexAnalysis, fields: Set<FieldName>, types: SnapshotColumns) {
    let main = analysis.query(for: nil)
    let ownFields = analysis.ownFields
    let own = Dictionary(
      ownFields.map { ($0, analysis.query(for: $0)) }, uniquingKeysWith: { first, _ in first })
    @Sendable func words(_ field: FieldName?) -> QueryAnalysis {
      own.isEmpty ? main : field.flatMap { own[$0] } ?? main
    }
    analyzers = main.analyzers
    mainAnalyzer = analyzers[0]
    hasOneAnalyzer = own.isEmpty && analyzers.count == 1
    parser = QueryParser(
      fields: fields, ownFields: ownFields,
      // Where the values cannot be read, a word is a word.
      typeOf: { field in try? types.type(of: field) },
      normalize: { text, field in words(field).unstemmed(text) },
      analyze: { text, field in
        own.isEmpty ? main.words(of: text) : words(field).words(of: text)
      })
  }

  /// Reads a query.
  ///
  /// - Throws: ``QuernError/query(message:offset:)``, ``QuernError``.
  func query(
    of text: String, leavingOutStopWords: Bool = false, syntax: QuerySyntax = .signs
  ) throws(QuernError) -> Query {
    if !leavingOutStopWords, syntax == .signs { return try Self.query(of: text, parser, syntax) }
    let parser = try parser(syntax, leavingOutStopWordsOf: leavingOutStopWords ? text : nil)
    return try Self.query(of: text, parser, syntax)
  }

  /// The terms of a query that is nothing but words, with one term each; `nil` where it is something else,
  /// or has words that are to be left out.
  ///
  /// - Throws: ``QuernError`` where ICU is not installed whole.
  func plainTerms(
    of text: String, leavingOutStopWords: Bool
  ) throws(QuernError) -> PlainTerms? {
    guard hasOneAnalyzer, let terms = PlainReader.read(text, mainAnalyzer) else { return nil }
    guard leavingOutStopWords else { return terms }
    let stopWords = try stopWords(of: text)
    let bytes = text.utf8
    for word in terms.words where word.sign == 0 {
      let start = bytes.index(bytes.startIndex, offsetBy: word.range.lowerBound)
      let end = bytes.index(start, offsetBy: word.range.count)
      if stopWords.contains(String(text[start..<end])) { return nil }
    }
    return terms
  }

  private static func query(
    of text: String, _ parser: borrowing QueryParser, _ syntax: QuerySyntax
  ) throws(QuernError) -> Query {
    do throws(QueryError) {
      switch syntax {
      case .signs, .strict: return try parser.parse(text)
      case .words: return try parser.words(of: text)
      }
    } catch { throw QuernError(.query(error)) }
  }

  /// A parser of one query.
  ///
  /// - Parameter text: the query whose stop words are left out; `nil` where none is.
  /// - Throws: ``QuernError`` where ICU is not installed whole.
  func parser(
    _ syntax: QuerySyntax = .signs, leavingOutStopWordsOf text: String? = nil
  ) throws(QuernError) -> QueryParser {
    guard let text else { return parser.with(isStrict: syntax == .strict, isStopWord: nil) }
    let words = try stopWords(of: text)
    return parser.with(isStrict: syntax == .strict) { words.contains($0) }
  }

  private func stopWords(of text: String) throws(QuernError) -> QueryStopWords {
    if let known = stopWords.withLock({ $0 }) { return QueryStopWords(text, like: known) }
    let words = try analyzing { () throws(AnalysisError) in
      try QueryStopWords(text, analyzers: analyzers)
    }
    stopWords.withLock { $0 = words }
    return words
  }
}
