import QuernCodec
import QuernModel

/// Keeps of the hits with one value the first.
///
/// Of several values of a document the least counts; a document without one stands for itself.
struct HitCollapser {
  private let columns: [ColumnReader?]
  private let type: FieldType?
  private let parameters: SearchParameters

  init(_ columns: [ColumnReader?], type: FieldType?, _ parameters: SearchParameters) {
    self.columns = columns
    self.type = type
    self.parameters = parameters
  }

  /// The first hit of each value, as many as are wanted.
  ///
  /// The list is read from its beginning, since a value that came before does not come again.
  func collapse(
    _ list: (Int, ListPlace?) throws(SearchError) -> [ListPlace]
  ) throws(SearchError) -> [ListPlace] {
    let wanted = parameters.limit + parameters.offset
    var count = max(64, 4 * wanted)
    while true {
      let places = try list(count, nil)
      let kept = try firstOfEach(places).filter(isWanted)
      if kept.count >= wanted || places.count < count || count == SearchParameters.maximumListCount
      {
        return Array(kept.prefix(wanted).dropFirst(parameters.offset))
      }
      count = min(4 * count, SearchParameters.maximumListCount)
    }
  }

  private func isWanted(_ place: ListPlace) -> Bool {
    guard let after = parameters.after else { return true }
    guard let order = parameters.order else { return after.document.precedes(place.document) }
    return after.precedes(place, isDescending: order.isDescending)
  }

  private func firstOfEach(_ places: [ListPlace]) throws(SearchError) -> [ListPlace] {
    var seen: Set<ColumnValue> = []
    var readers = columns.map { RankedColumn($0) }
    var kept: [ListPlace] = []
    for place in places {
      let value = try value(of: place.document, &readers)
      if value.map({ seen.insert($0).inserted }) ?? true { kept.append(place) }
    }
    return kept
  }

  private func value(
    of place: ScoredDocument, _ readers: inout [RankedColumn]
  ) throws(SearchError) -> ColumnValue? {
    try reading { () throws(CodecError) in
      let rank = try readers[place.segment].rank(of: place.document.rawValue)
      return try readers[place.segment].value(rank)
    }
  }

  /// The values of hits, and how many others have them.
  func describe(
    _ places: [ListPlace], among matches: [MatchingDocuments]
  ) throws(SearchError) -> [CollapsedHit] {
    var readers = columns.map { RankedColumn($0) }
    var values: [ColumnValue?] = []
    for place in places { values.append(try value(of: place.document, &readers)) }
    var counts: [ColumnValue: Int] = [:]
    for match in matches {
      try reading { () throws(CodecError) in
        var byRank = [Int](repeating: 0, count: readers[match.segment].missing + 1)
        try match.forEach { (document) throws(CodecError) in
          byRank[try readers[match.segment].rank(of: document)] += 1
        }
        for case let value? in values {
          let (rank, isEqual) = try readers[match.segment].rank(of: value)
          if isEqual { counts[value, default: 0] += byRank[rank] }
        }
      }
    }
    return values.map { value in
      CollapsedHit(
        value: value?.text(as: type ?? .keyword),
        moreCount: max(0, (value.flatMap { counts[$0] } ?? 1) - 1))
    }
  }
}
