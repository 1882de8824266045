import QuernIndex
import QuernModel
import QuernSearch

extension Snapshot {
  /// Answers a query of plain words in one field, or two; `nil` where it is something else, or asked in a way that
  /// takes a plan.
  ///
  /// - Throws: ``QuernError`` where the index turns out to be damaged.
  func rankPlain(
    _ text: String, _ options: SearchOptions
  ) throws(QuernError) -> SearchOutcome? {
    guard let parameters = plainParameters(options),
      let terms = try queries.plainTerms(of: text, leavingOutStopWords: options.leavesOutStopWords)
    else { return nil }
    var search = PlainSearch(contents, parameters)
    do throws(SearchError) { return try search.run(terms) } catch { throw QuernError(error) }
  }

  private func plainParameters(_ options: SearchOptions) -> PlainParameters? {
    guard options.syntax == .signs, options.sort == .score, options.atLeast == nil,
      case .none = options.after, options.facets.isEmpty, options.collapse == nil
    else { return nil }
    var (first, second): ((field: SnapshotField, weight: Float)?, (SnapshotField, Float)?)
    for (name, weight) in options.weights {
      guard weight > 0, weight.isFinite else { return nil }
      guard let field = contents.field(name) else { continue }
      if first == nil {
        first = (field, weight)
      } else if second == nil {
        second = (field, weight)
      } else {
        return nil
      }
    }
    guard let first else { return nil }
    return PlainParameters(
      field: first.field, fieldWeight: first.weight, with: second, limit: options.limit,
      offset: options.offset, k1: options.k1, b: options.b, ranking: options.ranking,
      countsTotal: options.countsTotal)
  }
}
