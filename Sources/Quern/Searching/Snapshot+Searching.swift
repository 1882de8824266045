import QuernAnalysis
import QuernIndex
public import QuernModel
public import QuernSearch

extension Snapshot {
  /// Finds the best documents for a query.
  ///
  /// The query: `word` (any of them, ranked), `+must`, `-not`, `"a phrase"`, `field:word`, and more:
  /// <doc:Queries>.
  ///
  /// - Throws: ``QuernError/query(message:offset:)`` for a query that cannot be read,
  ///   ``QuernError/options(message:)`` for options outside their ranges, ``QuernError`` where the
  ///   index turns out to be damaged.
  public func search(
    _ text: String, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> SearchResult {
    if options.snippetLength == nil, !options.explains, let found = try rankPlain(text, options) {
      do throws(SearchError) { return try result(of: found, Query(), options) } catch {
        throw QuernError(error)
      }
    }
    return try search(try parse(text, options), options)
  }

  /// Finds the best documents for a query that was built, or parsed before.
  ///
  /// - Throws: As ``search(_:options:)-(String,_)``.
  public func search(
    _ expression: QueryExpression, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> SearchResult {
    let words = options.leavesOutStopWords ? expression.description : nil
    let parser = try queries.parser(leavingOutStopWordsOf: words)
    let query: Query
    do throws(QueryError) { query = try parser.query(of: expression) } catch {
      throw QuernError(.query(error))
    }
    return try search(query.atLeast(options.atLeast), options)
  }

  /// The tree of a query text.
  ///
  /// - Throws: ``QuernError/query(message:offset:)`` for a query that cannot be read.
  public func expression(
    of text: String, syntax: QuerySyntax = .signs
  ) throws(QuernError) -> QueryExpression {
    if syntax == .words { return QueryExpression.word(text) }
    let parser = try queries.parser(syntax)
    do throws(QueryError) { return try parser.expression(of: text) } catch {
      throw QuernError(.query(error))
    }
  }

  private func search(
    _ query: Query, _ options: SearchOptions
  ) throws(QuernError) -> SearchResult {
    let searcher = Searcher(contents)
    do throws(SearchError) {
      let parameters = try parameters(options)
      let outcome = try searcher.search(query, parameters)
      return try result(of: outcome, query, options)
    } catch { throw QuernError(error) }
  }

  /// Reads what hits show of their documents.
  ///
  /// - Parameter query: is asked for snippets and explanations only.
  private func result(
    of outcome: SearchOutcome, _ query: Query, _ options: SearchOptions
  ) throws(SearchError) -> SearchResult {
    let searcher = Searcher(contents)
    var shown = Array(repeating: query, count: outcome.hits.count)
    if options.snippetLength != nil {
      shown = try searcher.matched(query, try parameters(options), by: outcome.hits)
    }
    let before = options.offset + (options.after?.rank ?? 0)
    var hits: [Hit] = []
    for (place, found) in outcome.hits.enumerated() {
      hits.append(
        try hit(
          found, rank: before + place + 1, query, shown: shown[place], options, searcher))
      if !outcome.collapsed.isEmpty {
        hits[place].collapsedCount = outcome.collapsed[place].moreCount
      }
    }
    return SearchResult(
      hits: hits, facets: zip(options.facets, outcome.facets).map(FacetResult.init),
      next: cursor(behind: hits, outcome, options), total: outcome.total,
      notices: outcome.notices.map(\.description))
  }

  /// Says how a query is planned: its clauses, the way that is chosen in each segment, and what the choice
  /// rests on; a line each.
  ///
  /// Queries of plain words in one field, or in two that are scored as one, need no plan, and find the same.
  ///
  /// For people who wonder about a latency; the words may change with any version.
  ///
  /// - Throws: as ``search(_:options:)``.
  public func planDescription(
    of text: String, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> [String] {
    let query = try parse(text, options)
    do throws(SearchError) {
      return try Searcher(contents).describePlan(query, try parameters(options))
    } catch { throw QuernError(error) }
  }

  /// The places and scores of the best documents, whose fields are not read.
  ///
  /// What is measured where engines are compared.
  ///
  /// - Throws: ``QuernError``.
  package func rank(
    _ text: String, options: SearchOptions
  ) throws(QuernError) -> SearchOutcome {
    if let found = try rankPlain(text, options) { return found }
    return try rankByPlan(text, options: options)
  }

  /// The same without the short way for plain words, which finds what this finds.
  package func rankByPlan(
    _ text: String, options: SearchOptions
  ) throws(QuernError) -> SearchOutcome {
    let query = try parse(text, options)
    do throws(SearchError) {
      return try Searcher(contents).search(query, try parameters(options))
    } catch { throw QuernError(error) }
  }

  /// The keys and scores of the best documents, in the order of ``search(_:options:)``; no other
  /// field of them is read.
  ///
  /// - Throws: As ``search(_:options:)``.
  public func rankedKeys(
    _ text: String, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> [(key: DocumentKey, score: Float)] {
    var keys: [(key: DocumentKey, score: Float)] = []
    for found in try rank(text, options: options).hits {
      keys.append((try key(of: found), found.score))
    }
    return keys
  }

  /// The key of a document that was ranked.
  ///
  /// - Throws: ``QuernError``.
  package func key(of found: ScoredDocument) throws(QuernError) -> DocumentKey {
    try wrapping { () throws(IndexError) in
      try contents.segments[found.segment].key(of: found.document)
    }
  }

  func parse(_ text: String, _ options: SearchOptions) throws(QuernError) -> Query {
    let query = try queries.query(
      of: text, leavingOutStopWords: options.leavesOutStopWords, syntax: options.syntax)
    return options.atLeast == nil ? query : query.atLeast(options.atLeast)
  }

  func hit(
    _ found: ScoredDocument, rank: Int, _ query: Query, shown: Query, _ options: SearchOptions,
    _ searcher: Searcher
  ) throws(SearchError) -> Hit {
    let segment = contents.segments[found.segment]
    let document: Document
    do throws(IndexError) { document = try segment.document(found.document) } catch {
      throw .index(error)
    }
    var hit = Hit(rank: rank, score: found.score, document: document)
    if let length = options.snippetLength {
      let analyzer = analysis.analyzers(of: document)[.text]
      let maker = SnippetMaker(
        query: options.searched(shown, in: .text), field: .text, length: length,
        analyze: analyzer.tokens(of:))
      hit.snippet = maker.snippet(of: document.values(of: .text))
    }
    if options.explains {
      hit.explanation = try searcher.explain(
        query, options.parameters, segment: found.segment, document: found.document)
    }
    return hit
  }
}

extension SearchOptions {
  /// What of a query is looked for in a field: a word without a field only in some.
  func searched(_ query: Query, in field: FieldName) -> Query {
    weights[field] == nil ? query.restricted(to: field) : query
  }

  var parameters: SearchParameters {
    var parameters = SearchParameters(weights: weights)
    parameters.limit = limit
    parameters.offset = offset
    parameters.k1 = k1
    parameters.b = b
    parameters.ranking = ranking
    parameters.countsTotal = countsTotal
    if case .field(let field, let isDescending) = sort {
      parameters.order = FieldOrder(field: field, isDescending: isDescending)
    }
    if !facets.isEmpty { parameters.facets = facets.map { FacetRequest($0) } }
    parameters.collapse = collapse
    return parameters
  }
}

extension QuernError {
  init(_ error: SearchError) {
    switch error {
    case .query(let query): self = .query(message: query.description, offset: query.offset)
    case .parameter: self = .options(message: error.description)
    case .index(let error): self = QuernError(error)
    }
  }
}
