package import QuernAnalysis
package import QuernModel

/// Analyses the words of a tree: ``QueryExpression`` → ``Query``.
package struct QueryBuilder: Sendable {
  /// Gives the words of a text as a field has them; `nil` stands for all fields but the own ones.
  package typealias Analysis = @Sendable (String, FieldName?) -> [QueryWord]

  /// Gives the forms of a part of a word, one for each analyzer, without stemming.
  package typealias Normalization = @Sendable (String, FieldName?) -> [[UInt8]]

  /// Gives the type of a field; `nil` where it is of no matter.
  package typealias Types = @Sendable (FieldName) -> FieldType?

  /// Says of a word as it stands in the query whether it is left out.
  package typealias StopWordTest = @Sendable (String) -> Bool

  let language: Language
  var isStopWord: StopWordTest?

  var fields: Set<FieldName> { language.fields }
  var ownFields: [FieldName] { language.ownFields }
  var typeOf: Types { language.typeOf }

  /// What the dictionary has of a part of a word, one for each analyzer.
  func normalize(_ text: String, _ field: FieldName?) -> [[UInt8]] {
    language.normalize(text, field)
  }

  /// The words of a text as a field has them.
  func analyze(_ text: String, _ field: FieldName?) -> [QueryWord] {
    language.analyze(text, field)
  }

  /// Where a part of a tree stands: what it takes over from the groups around it.
  struct Context {
    var occurrence: Clause.Occurrence
    var field: FieldName?
    var boost: Float
    var depth: Int

    /// Where the part stands in the query text.
    var place: Range<Int>
  }

  /// - Throws: ``QueryError``.
  func query(of expression: QueryExpression) throws(QueryError) -> Query {
    var count = 0
    if let group = expression.plainGroup {
      return try list(of: group, nil, 1, depth: 0, &count).query
    }
    var list = ClauseList()
    try append(.init(.should, expression), nil, 1, depth: 0, &count, to: &list)
    if list.clauses.count == 1, case .group(let query) = list.clauses[0].content { return query }
    return list.query
  }

  private func list(
    of group: QueryGroup, _ field: FieldName?, _ boost: Float, depth: Int, _ count: inout Int
  ) throws(QueryError) -> ClauseList {
    var list = ClauseList()
    list.atLeast = group.atLeast
    list.clauses.reserveCapacity(group.parts.count)
    for part in group.parts { try append(part, field, boost, depth: depth, &count, to: &list) }
    return list
  }

  private func append(
    _ part: QueryGroup.Part, _ field: FieldName?, _ boost: Float, depth: Int, _ count: inout Int,
    to list: inout ClauseList
  ) throws(QueryError) {
    let expression = part.expression
    if let name = expression.field, !fields.contains(name) {
      throw .unknownField(
        name: name.rawValue, nearest: fields.nearest(to: name),
        offset: expression.place.range.lowerBound)
    }
    let context = Context(
      occurrence: Clause.Occurrence(part.occurrence), field: expression.field ?? field,
      boost: min(boost * expression.boost, QueryExpression.maximumBoost), depth: depth,
      place: expression.place.range)
    let before = list.clauses.count
    switch expression.kind {
    case .text(let text):
      let offset = context.place.lowerBound
      if let type = context.field.flatMap(typeOf),
        let range = try ValueRange(text, equalAs: type, offset: offset)
      {
        list.clauses.append(try values(range, context))
      } else {
        append(text, context, to: &list)
      }
    case .group(let group):
      guard depth < QueryExpression.maximumDepth else {
        throw .tooDeep(offset: context.place.lowerBound)
      }
      let inner = try self.list(of: group, context.field, context.boost, depth: depth + 1, &count)
      list.append(inner.query, context)
      return
    default:
      if let clause = try clause(of: expression.kind, context) { list.clauses.append(clause) }
    }
    count += list.clauses.count - before
    guard count <= Query.maximumClauseCount else {
      throw .tooManyClauses(offset: list.clauses[list.clauses.count - 1].range.lowerBound)
    }
  }

  /// What is neither a bare word nor a group; `nil` where nothing is left of it.
  private func clause(
    of kind: QueryExpression.Kind, _ context: Context
  ) throws(QueryError) -> Clause? {
    switch kind {
    case .phrase(let text, let slop): phrase(text, slop, context)
    case .near(let words, let gaps, let ordered): near(words, gaps, ordered, context)
    case .wildcard(let pattern): try wildcard(pattern, context)
    case .fuzzy(let word, let edits): try fuzzy(word, edits, context)
    case .regex(let pattern): try regex(pattern, context)
    case .terms(let range): terms(range, context)
    case .values(let range): try values(range, context)
    case .all:
      Clause(
        context.occurrence, .all, field: context.field, boost: context.boost,
        range: context.place)
    case .text, .group: nil
    }
  }

  private func values(_ range: ValueRange, _ context: Context) throws(QueryError) -> Clause {
    guard let field = context.field else {
      throw .noValues(field: nil, offset: context.place.lowerBound)
    }
    return Clause(
      context.occurrence, .values(range), field: field, boost: context.boost,
      range: context.place)
  }
}

extension Clause.Occurrence {
  init(_ occurrence: QueryGroup.Occurrence) {
    switch occurrence {
    case .should: self = .should
    case .must: self = .must
    case .mustNot: self = .mustNot
    }
  }
}
