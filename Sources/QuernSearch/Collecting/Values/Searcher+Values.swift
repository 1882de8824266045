import QuernCodec
import QuernIndex
import QuernModel

extension SearchParameters {
  /// Whether all documents that match must be known, and not only the best.
  var needsMatches: Bool { order != nil || !facets.isEmpty || collapse != nil }
}

/// A list of hits in its order: gives so many of the first, or of those behind a place.
private typealias HitList = (Int, ListPlace?) throws(SearchError) -> [ListPlace]

extension Searcher {
  /// Orders, counts and collapses all documents that a plan finds.
  func searchMatches(
    _ plan: QueryPlan, _ parameters: SearchParameters
  ) throws(SearchError) -> SearchOutcome {
    let types = try comparableTypes(parameters)
    let matches = try matches(plan, parameters)
    var outcome = SearchOutcome(
      hits: [], total: parameters.countsTotal ? matches.reduce(0) { $0 + $1.bits.count } : nil,
      emptyReason: plan.emptyReason, notices: plan.notices)
    for request in parameters.facets {
      outcome.facets.append(try facet(request, types[request.field] ?? nil, matches))
    }
    guard parameters.limit > 0, !matches.isEmpty else { return outcome }
    let list: HitList = { (count, after) throws(SearchError) in
      guard let order = parameters.order else {
        return try best(plan, count, after, parameters)
      }
      let places = try first(count, after, in: order, of: matches)
      return parameters.collapse == nil ? places : try withKeys(places)
    }
    let places: [ListPlace]
    if let field = parameters.collapse {
      let collapser = HitCollapser(
        try columns(of: field), type: types[field].flatMap(\.self), parameters)
      places = try collapser.collapse(list)
      outcome.collapsed = try collapser.describe(places, among: matches)
    } else {
      let found = try list(parameters.limit + parameters.offset, parameters.after)
      places = Array(found.dropFirst(parameters.offset))
    }
    outcome.hits = places.map(\.document)
    if parameters.order != nil {
      outcome.values = places.map(\.value)
      outcome.hits = try scores(of: outcome.hits, plan, parameters)
    }
    return outcome
  }

  /// The best documents by score.
  private func best(
    _ plan: QueryPlan, _ count: Int, _ after: ListPlace?, _ parameters: SearchParameters
  ) throws(SearchError) -> [ListPlace] {
    var top = TopDocuments(capacity: count, after: after?.document)
    for (number, reader) in snapshot.segments.enumerated() {
      guard let tree = plan.tree else {
        try collect(plan, reader, number, parameters.executor, &top)
        continue
      }
      let segment = TreeSegment(reader, number, parameters)
      guard let root = try segment.open(tree) else { continue }
      _ = try reading { () throws(CodecError) in
        try TreeExecutor(root, segment).run(into: &top)
      }
    }
    return top.sorted().map { ListPlace(document: $0, key: ListPlace.unknownKey) }
  }

  /// The first documents in the order of their values.
  private func first(
    _ count: Int, _ after: ListPlace?, in order: FieldOrder, of matches: [MatchingDocuments]
  ) throws(SearchError) -> [ListPlace] {
    let columns = try columns(of: order.field)
    var places: [ListPlace] = []
    for match in matches {
      var sorter = SegmentSorter(
        order, columns[match.segment], match, snapshot.segments[match.segment])
      places += try reading { () throws(CodecError) in try sorter.first(count, after: after) }
    }
    // Without keys first: only those with the same value need them.
    places.sort { $0.precedes($1, isDescending: order.isDescending) }
    var sorted: [ListPlace] = []
    while sorted.count < count, sorted.count < places.count {
      let rest = places[sorted.count...]
      let run = rest.prefix { $0.value == rest.first?.value }
      guard run.count > 1 else {
        sorted += run
        continue
      }
      sorted += try withKeys(run).sorted {
        $0.precedes($1, isDescending: order.isDescending)
      }
    }
    return Array(sorted.prefix(count))
  }

  /// Reads the keys that are not known yet.
  private func withKeys(_ places: some Collection<ListPlace>) throws(SearchError) -> [ListPlace] {
    var keyed: [ListPlace] = []
    keyed.reserveCapacity(places.count)
    for var place in places {
      if place.key == ListPlace.unknownKey {
        let segment = snapshot.segments[place.document.segment]
        place.key = try reading { () throws(CodecError) in
          try segment.codedKey(of: place.document.document.rawValue)
        }
      }
      keyed.append(place)
    }
    return keyed
  }

  private func facet(
    _ request: FacetRequest, _ type: FieldType?, _ matches: [MatchingDocuments]
  ) throws(SearchError) -> FacetOutcome {
    let columns = try columns(of: request.field)
    var counter = FacetCounter(request, type ?? .keyword)
    for match in matches {
      try reading { () throws(CodecError) in try counter.add(match, columns[match.segment]) }
    }
    return counter.outcome()
  }

  /// The column of a field in each segment.
  private func columns(of field: FieldName) throws(SearchError) -> [ColumnReader?] {
    var columns: [ColumnReader?] = []
    for number in snapshot.segments.indices {
      columns.append(
        try indexing { () throws(IndexError) in
          try snapshot.columns.column(field, inSegment: number)
        })
    }
    return columns
  }

  /// The types of the fields that values are asked of.
  ///
  /// - Throws: ``SearchError/parameter(name:value:allowed:)`` for a field that is not there, or whose
  ///   type does not do.
  private func comparableTypes(
    _ parameters: SearchParameters
  ) throws(SearchError) -> [FieldName: FieldType?] {
    var types: [FieldName: FieldType?] = [:]
    var uses = parameters.facets.map { ("facet", $0.field, $0.interval != nil) }
    if let order = parameters.order { uses.append(("sort", order.field, false)) }
    if let field = parameters.collapse { uses.append(("collapse", field, false)) }
    for (name, field, isHistogram) in uses {
      guard snapshot.fields.contains(field) else {
        let nearest = Set(snapshot.fields).nearest(to: field).map { ", such as \($0)" } ?? ""
        throw .parameter(name: name, value: "\(field)", allowed: "a field of the index\(nearest)")
      }
      let type = try indexing { () throws(IndexError) in try snapshot.columns.type(of: field) }
      if type == .text || (isHistogram && type != .date && type != nil) {
        throw .parameter(
          name: name, value: "\(field), a field of type \(type?.rawValue ?? "")",
          allowed: isHistogram
            ? "a field of dates" : "a field of dates, numbers, flags or keywords")
      }
      types[field] = .some(type)
    }
    return types
  }
}
