import QuernCodec
import QuernIndex
import QuernModel

extension Planner {
  /// A plan of lists for words, phrases and small patterns under conditions; `nil` where the query is
  /// something else.
  mutating func planFiltered(_ query: Query) throws(SearchError) -> QueryPlan? {
    guard let (rest, conditions) = query.separatingConditions() else { return nil }
    var plan: QueryPlan
    if rest.isFlat {
      plan = try planFlat(rest)
    } else {
      guard usesLists, let lists = try planLists(rest) else { return nil }
      plan = lists
      plan.notices = notices
    }
    for clause in conditions { plan.conditions.append(try condition(clause)) }
    return plan
  }

  /// Resolves a condition in every segment.
  ///
  /// - Throws: ``SearchError/query(_:)`` where the bounds do not suit the type of the field.
  func condition(_ clause: Clause) throws(SearchError) -> PlannedCondition {
    var parts: [PlannedCondition.Part] = []
    if case .values(let range) = clause.content {
      parts = try ranges(range, clause)
    } else {
      let field = clause.field.flatMap { snapshot.field($0) }
      for number in snapshot.segments.indices {
        let lengths = field?.readers[number]?.lengths
        parts.append(lengths.map { .field($0) } ?? .nothing)
      }
    }
    return PlannedCondition(
      clause: clause, isNegated: clause.occurrence == .mustNot, parts: parts)
  }

  private func ranges(
    _ range: ValueRange, _ clause: Clause
  ) throws(SearchError) -> [PlannedCondition.Part] {
    let offset = clause.range.lowerBound
    guard let field = clause.field else {
      throw .query(.noValues(field: nil, offset: offset))
    }
    let type = try indexing { () throws(IndexError) in try snapshot.columns.type(of: field) }
    guard let type else { return snapshot.segments.map { _ in .nothing } }
    let interval: ValueInterval
    do { interval = try ValueInterval(range, as: type) } catch {
      if type == .text { throw .query(.noValues(field: field, offset: offset)) }
      throw .query(
        .unsuitableBound(text: error.text, field: field, type: type, offset: offset))
    }
    var parts: [PlannedCondition.Part] = []
    for number in snapshot.segments.indices {
      let column = try indexing { () throws(IndexError) in
        try snapshot.columns.column(field, inSegment: number)
      }
      guard let column else {
        parts.append(.nothing)
        continue
      }
      parts.append(try reading { () throws(CodecError) in try Self.part(interval, column) })
    }
    return parts
  }

  private static func part(
    _ interval: ValueInterval, _ column: ColumnReader
  ) throws(CodecError) -> PlannedCondition.Part {
    let ordinals = try interval.ordinals(in: column.values)
    if ordinals.isEmpty { return .nothing }
    if let documents = try column.documentsAskedAgain(in: ordinals) { return .kept(documents) }
    return .ordinals(column, ordinals)
  }
}

/// Runs a step that reads an index and gives its error as a ``SearchError``.
func indexing<Value>(
  _ step: () throws(IndexError) -> Value
) throws(SearchError) -> Value {
  do { return try step() } catch { throw .index(error) }
}
