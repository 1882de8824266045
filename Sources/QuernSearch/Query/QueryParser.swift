package import QuernModel

/// Turns a query text into a ``Query``.
///
/// It is forgiving: a quote that is not closed runs to the end, a sign with nothing behind it is
/// nothing. ``QueryExpression`` is the tree between text and query.
///
/// Immutable; share freely. What all queries to an index have in common is set once.
package struct QueryParser: Sendable {
  private var builder: QueryBuilder
  private var isStrict: Bool

  /// - Parameters:
  ///   - fields: the fields that the index knows.
  ///   - ownFields: those of them that are analysed in a way of their own.
  ///   - typeOf: the type of a field: a word in a field of dates, numbers or flags is compared as a value.
  ///   - isStrict: whether a text is refused of which a part would be passed over.
  ///   - isStopWord: says of a word as it stands in the query whether it is left out. It is asked
  ///     of words that stand alone: not of one in quotes, with a sign or with a field. Where there
  ///     are no other words, they stay.
  ///   - normalize: gives the forms of a part of a word as the dictionary has them, without stemming.
  ///   - analyze: the analysis that the index was written with.
  package init(
    fields: Set<FieldName>, ownFields: [FieldName] = [],
    typeOf: @escaping QueryBuilder.Types = { _ in nil }, isStrict: Bool = false,
    isStopWord: QueryBuilder.StopWordTest? = nil,
    normalize: @escaping QueryBuilder.Normalization = { text, _ in [Array(text.lowercased().utf8)]
    },
    analyze: @escaping QueryBuilder.Analysis
  ) {
    self.isStrict = isStrict
    builder = QueryBuilder(
      language: QueryBuilder.Language(
        fields: fields, ownFields: ownFields, typeOf: typeOf, normalize: normalize,
        analyze: analyze),
      isStopWord: isStopWord)
  }

  /// The same for one query.
  ///
  /// - Parameters:
  ///   - isStrict: whether a text is refused of which a part would be passed over.
  ///   - isStopWord: as for the parser.
  package func with(
    isStrict: Bool, isStopWord: QueryBuilder.StopWordTest?
  ) -> QueryParser {
    var parser = self
    parser.isStrict = isStrict
    parser.builder.isStopWord = isStopWord
    return parser
  }

  /// Reads a query text.
  ///
  /// - Throws: ``QueryError``.
  /// - Complexity: O(bytes), and one analysis of each piece.
  package func parse(_ text: String) throws(QueryError) -> Query {
    if text.utf8.count <= Query.maximumByteCount {
      switch QueryText.simplicity(of: text) {
      case .words: return try builder.words(of: text)
      case .signedWords: return try builder.signedWords(of: text)
      case .other: break
      }
    }
    return try builder.query(of: try expression(of: text))
  }

  /// The tree of a query text.
  ///
  /// - Throws: ``QueryError``.
  /// - Complexity: O(bytes).
  package func expression(of text: String) throws(QueryError) -> QueryExpression {
    guard text.utf8.count <= Query.maximumByteCount else {
      throw .tooLong(byteCount: text.utf8.count)
    }
    var parser = ExpressionParser(text, fields: builder.fields, typeOf: builder.typeOf)
    let expression = try parser.parse()
    if isStrict, let issue = parser.issues.min(by: { $0.offset < $1.offset }) {
      throw .refused(
        message: issue.message, repaired: expression.description, offset: issue.offset)
    }
    return expression
  }

  /// Reads a text of which every word is looked for: no sign, quote or colon means anything.
  ///
  /// - Throws: ``QueryError``.
  /// - Complexity: O(bytes), and one analysis of each piece.
  package func words(of text: String) throws(QueryError) -> Query {
    guard text.utf8.count <= Query.maximumByteCount else {
      throw .tooLong(byteCount: text.utf8.count)
    }
    return try builder.words(of: text)
  }

  /// The query of a tree.
  ///
  /// - Throws: ``QueryError``.
  package func query(of expression: QueryExpression) throws(QueryError) -> Query {
    try builder.query(of: expression)
  }
}
