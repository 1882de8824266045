import QuernAnalysis
import QuernIndex
public import QuernModel
import QuernSearch

extension Snapshot {
  /// Where a document has what a query looks for.
  ///
  /// Of a phrase, words are marked only where the phrase stands; of a group, only what counts for the
  /// match. A document that the query does not find has no marks.
  ///
  /// - Returns: for each field of the document, in its order, the marks in each value, as ranges of
  ///   bytes of UTF-8; `nil` where no document has the key.
  /// - Throws: ``QuernError`` as ``search(_:options:)-(String,_)``.
  public func highlights(
    of key: DocumentKey, query text: String, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> [(field: FieldName, marks: [[Range<Int>]])]? {
    let query = try queries.query(of: text, syntax: options.syntax).atLeast(options.atLeast)
    for (number, segment) in contents.segments.enumerated().reversed() {
      let found = try wrapping { () throws(IndexError) in try segment.find(key) }
      guard let found else { continue }
      let document = try wrapping { () throws(IndexError) in try segment.document(found) }
      let place = ScoredDocument(score: 0, segment: number, document: found)
      do throws(SearchError) {
        let searcher = Searcher(contents)
        guard try searcher.finds(query, options.parameters, place) else {
          return document.fields.map { ($0.name, $0.values.map { _ in [] }) }
        }
        let shown = try searcher.matched(query, options.parameters, by: [place])[0]
        return marks(of: document, shown, options)
      } catch { throw QuernError(error) }
    }
    return nil
  }

  private func marks(
    of document: Document, _ query: Query, _ options: SearchOptions
  ) -> [(field: FieldName, marks: [[Range<Int>]])] {
    let analyzers = analysis.analyzers(of: document)
    return document.fields.map { field in
      // A word without a field is looked for in some fields only.
      let searched = options.weights[field.name] == nil ? query.restricted(to: field.name) : query
      let marker = TextMarker(
        query: searched, field: field.name, analyze: analyzers[field.name].tokens(of:))
      return (field.name, field.values.map(marker.marks(in:)))
    }
  }
}
