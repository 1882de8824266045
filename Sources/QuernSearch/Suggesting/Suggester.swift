package import QuernAnalysis
import QuernIndex
package import QuernModel

/// Makes suggestions out of the words of an index: how a word goes on, what was meant by a misspelt
/// one, which words tell a document from others.
///
/// Dictionaries hold terms, which are no words where the analysis stems: ``SpellingSampler`` looks up
/// how a term is written. Immutable; share freely.
package struct Suggester: Sendable {
  let searcher: Searcher
  let analysis: IndexAnalysis
  let parameters: SearchParameters

  /// The fields that the index knows.
  let fieldNames: Set<FieldName>

  /// - Parameters:
  ///   - parameters: the fields that are searched by default, with their weights.
  ///   - fields: the fields that the index knows.
  package init(
    _ searcher: Searcher, _ analysis: IndexAnalysis, _ parameters: SearchParameters,
    fields: Set<FieldName>
  ) {
    self.searcher = searcher
    self.analysis = analysis
    self.parameters = parameters
    fieldNames = fields
  }

  var snapshot: IndexSnapshot { searcher.snapshot }

  /// The fields in which a word is looked for; `nil` stands for those that are searched by default.
  func fields(_ name: FieldName?) -> [SnapshotField] {
    if let name { return [snapshot.field(name)].compactMap(\.self) }
    return snapshot.searchedFields.filter { parameters.weights[$0.name] != nil }
  }

  /// The number of documents that a query finds.
  func count(_ query: Query) throws(SearchError) -> Int {
    try searcher.search(query, counting).total ?? 0
  }

  /// A number of documents that an expression finds at least; more than 0 only for a word.
  func leastCount(of expression: QueryExpression) throws(SearchError) -> Int {
    try searcher.leastCount(try query(all: [expression]), counting)
  }

  private var counting: SearchParameters {
    var counting = parameters
    (counting.limit, counting.offset, counting.countsTotal) = (0, 0, true)
    return counting
  }

  /// The query for documents that all of some expressions find.
  func query(all expressions: [QueryExpression]) throws(SearchError) -> Query {
    let language = QueryBuilder.Language(
      fields: fieldNames, ownFields: analysis.ownFields,
      typeOf: { [snapshot] field in try? snapshot.columns.type(of: field) },
      normalize: { [analysis] text, field in analysis.query(for: field).unstemmed(text) },
      analyze: { [analysis] text, field in analysis.query(for: field).words(of: text) })
    let builder = QueryBuilder(language: language)
    do throws(QueryError) {
      return try builder.query(of: .all(of: expressions))
    } catch { throw .query(error) }
  }

  /// The number of documents that all of some expressions find.
  func count(all expressions: [QueryExpression]) throws(SearchError) -> Int {
    try count(try query(all: expressions))
  }
}
