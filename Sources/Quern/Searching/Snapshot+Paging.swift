import QuernIndex
import QuernModel
import QuernSearch

extension Snapshot {
  /// The options as the search takes them.
  ///
  /// - Throws: ``SearchError/parameter(name:value:allowed:)`` for a cursor that does not fit.
  func parameters(_ options: SearchOptions) throws(SearchError) -> SearchParameters {
    guard let cursor = options.after else { return options.parameters }
    var parameters = options.parameters
    guard cursor.order == parameters.order else {
      throw .parameter(
        name: "after", value: "a cursor of another order", allowed: "one of the same order")
    }
    parameters.after = try place(of: cursor)
    return parameters
  }

  /// Where a cursor stands in this commit.
  private func place(of cursor: SearchCursor) throws(SearchError) -> ListPlace {
    var place = cursor.place
    // Values and keys are the same in every commit, numbers of documents are not.
    if cursor.order != nil { return place }
    let (segment, document) = (place.document.segment, place.document.document)
    if cursor.generation == info.generation, segment < contents.segments.count,
      document.rawValue < contents.segments[segment].documentCount
    {
      return place
    }
    do throws(IndexError) {
      for (number, segment) in contents.segments.enumerated().reversed() {
        guard let found = try segment.find(place.key) else { continue }
        place.document.segment = number
        place.document.document = found
        return place
      }
    } catch { throw .index(error) }
    throw .parameter(
      name: "after", value: "behind a document that is not there any more",
      allowed: "a cursor of this commit; begin again without one")
  }

  /// Where the list goes on behind some hits; `nil` where fewer were found than looked for.
  func cursor(
    behind hits: [Hit], _ outcome: SearchOutcome, _ options: SearchOptions
  ) -> SearchCursor? {
    guard options.limit > 0, hits.count == options.limit, let last = hits.last,
      let found = outcome.hits.last
    else { return nil }
    let order = options.parameters.order
    var document = found
    if order != nil { document.score = 0 }
    let place = ListPlace(
      document: document, key: last.document.key, value: outcome.values.last ?? nil)
    return SearchCursor(
      rank: last.rank, generation: info.generation, order: order, place: place)
  }
}

extension FacetResult {
  init(_ facet: Facet, _ outcome: FacetOutcome) {
    self.init(
      facet: facet, buckets: outcome.buckets.map { Bucket(value: $0.value, count: $0.count) },
      distinctCount: outcome.distinctCount, missingCount: outcome.missingCount)
  }
}

extension FacetRequest {
  init(_ facet: Facet) {
    let interval: Interval? =
      switch facet.interval {
      case .year: .year
      case .month: .month
      case .day: .day
      case nil: nil
      }
    self.init(field: facet.field, interval: interval, limit: max(0, facet.limit))
  }
}
