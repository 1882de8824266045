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
    let query = try parse(text, options)
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
    var budget = MatchBudget()
    return document.fields.map { field in
      var marker = TextMarker(
        query: options.searched(query, in: field.name), field: field.name, budget: budget,
        analyze: analyzers[field.name].tokens(of:))
      let marks = field.values.map { marker.marks(in: $0) }
      budget = marker.budget
      return (field.name, marks)
    }
  }
}
