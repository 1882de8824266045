import QuernAnalysis
import QuernIndex
public import QuernModel
import QuernSearch

extension Snapshot {
  /// The documents that are most like one, without the document itself.
  ///
  /// Its 25 most telling words are looked for in the fields that are searched by default: those with the
  /// highest weights of BM25 in it, out of the words that another document has too and that are no stop
  /// words. Of a document above 1 MB, the beginning tells.
  ///
  /// - Parameter options: how many documents, how they are ranked, and what is told of each. What
  ///   concerns the reading of a query text has no effect.
  /// - Returns: `nil` where no document has the key.
  /// - Throws: ``QuernError/options(message:)`` for options outside their ranges, ``QuernError``.
  public func similar(
    to key: DocumentKey, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> SimilarDocuments? {
    for (number, segment) in contents.segments.enumerated().reversed() {
      let found = try wrapping { () throws(IndexError) in try segment.find(key) }
      guard let found else { continue }
      let document = try wrapping { () throws(IndexError) in try segment.document(found) }
      let text = document.values(of: .text).first ?? document[.title] ?? ""
      let stopWords = try analyzing { () throws(AnalysisError) in
        try QueryStopWords(text, analyzers: [analysis.analyzers(of: document)[.text]])
      }
      do throws(SearchError) {
        let (query, words) = try suggester(options).descriptiveQuery(
          of: document, stopWords: stopWords)
        let own = ScoredDocument(score: 0, segment: number, document: found)
        return SimilarDocuments(
          words: words, result: try search(query, options, leavingOut: own))
      } catch { throw QuernError(error) }
    }
    return nil
  }

  /// What a query finds beside one document, which it finds too.
  private func search(
    _ query: Query, _ options: SearchOptions, leavingOut own: ScoredDocument
  ) throws(SearchError) -> SearchResult {
    var parameters = options.parameters
    try parameters.validate()
    // One more, since the document itself is found; the greatest list has no room for it.
    let count = options.limit + options.offset
    parameters.limit = min(count + 1, SearchParameters.maximumListCount)
    parameters.offset = 0
    let searcher = Searcher(contents)
    let outcome = try searcher.search(query, parameters)
    let others = outcome.hits.filter { $0.segment != own.segment || $0.document != own.document }
    var result = SearchResult(hits: [], total: outcome.total.map { max(0, $0 - 1) })
    for (place, found) in others.enumerated().dropFirst(options.offset).prefix(options.limit) {
      result.hits.append(
        try hit(found, rank: place + 1, query, shown: query, options, searcher))
    }
    return result
  }
}
