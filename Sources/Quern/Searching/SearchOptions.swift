public import QuernModel
public import QuernSearch

/// How a query is asked.
public struct SearchOptions: Sendable, Hashable {
  /// How many hits are wanted.
  public var limit: Int

  /// How many of the best hits are passed over.
  public var offset: Int

  /// How soon further occurrences of a word stop counting; ≥ 0.
  public var k1: Float

  /// How much a long text is held against a document; 0 … 1.
  public var b: Float

  /// How the scores of a word in several fields make one.
  public var ranking: Ranking

  /// The fields that a word without a field name is looked for in, and how much each counts (> 0).
  public var weights: [FieldName: Float]

  /// Whether words such as `the` and `of`, in the language of the query, are not looked for where
  /// they stand alone: not in a phrase, with a sign or with a field, and not where there are no
  /// others.
  public var leavesOutStopWords: Bool

  /// What the characters of the query text mean.
  public var syntax: QuerySyntax

  /// How many of the query's parts without a sign a hit has at least; `nil` for the usual rule: one,
  /// or none where others must match.
  public var atLeast: Int?

  /// In which order hits come.
  public var sort: SortOrder

  /// The place behind which the list begins, as an earlier search with the same query and order gave
  /// it; `nil` for the beginning.
  ///
  /// ``offset`` counts from there.
  public var after: SearchCursor?

  /// Which values of all hits are counted.
  public var facets: [Facet]

  /// The field of whose values each gets its first hit only; `nil` for all hits.
  ///
  /// Of several values of a document the least counts. A document without one stands for itself.
  public var collapse: FieldName?

  /// Whether all hits are counted, or only the best looked for.
  public var countsTotal: Bool

  /// Whether hits carry a snippet, and how long one is in characters.
  public var snippetLength: Int?

  /// Whether hits carry an explanation of their score.
  public var explains: Bool

  /// The defaults are those that did best on 24 test collections, one setting for all of them; see
  /// <doc:Scoring>.
  public init(
    limit: Int = 10, offset: Int = 0, k1: Float = 1.2, b: Float = 0.75,
    ranking: Ranking = .bm25f,
    weights: [FieldName: Float] = [.title: 1.25, .text: 1], leavesOutStopWords: Bool = true,
    syntax: QuerySyntax = .signs, atLeast: Int? = nil, sort: SortOrder = .score,
    after: SearchCursor? = nil, facets: [Facet] = [], collapse: FieldName? = nil,
    countsTotal: Bool = true, snippetLength: Int? = nil, explains: Bool = false
  ) {
    self.limit = limit
    self.offset = offset
    self.k1 = k1
    self.b = b
    self.ranking = ranking
    self.weights = weights
    self.leavesOutStopWords = leavesOutStopWords
    self.syntax = syntax
    self.atLeast = atLeast
    self.sort = sort
    self.after = after
    self.facets = facets
    self.collapse = collapse
    self.countsTotal = countsTotal
    self.snippetLength = snippetLength
    self.explains = explains
  }
}

/// What a query found.
public struct SearchResult: Sendable, Hashable {
  /// In the order that was asked for; the best first unless told otherwise, equal scores in the order in
  /// which the documents were written.
  public var hits: [Hit]

  /// What was counted, in the order of ``SearchOptions/facets``.
  public var facets: [FacetResult] = []

  /// Where the list goes on; `nil` where fewer hits were found than asked for.
  ///
  /// Where the last page is just full there is one still, behind which nothing is found.
  public var next: SearchCursor?

  /// The number of all documents that match; `nil` where it was not asked for.
  public var total: Int?

  /// What the user should know of how the query was understood, as sentences.
  public var notices: [String] = []
}
