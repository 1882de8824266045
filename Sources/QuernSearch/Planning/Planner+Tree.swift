import QuernCodec
import QuernIndex
import QuernModel

extension Query {
  /// Whether the query is a list of words and phrases, which the lists' executors know.
  var isFlat: Bool {
    atLeast == nil
      && clauses.allSatisfy { clause in
        clause.boost > 0 && clause.content.isFlat
          && (clause.ownContents.isEmpty || clause.ownContents.values.allSatisfy(\.isFlat))
      }
  }
}

extension Query {
  /// How many of the clauses that should match do so, where nothing else was said.
  ///
  /// A condition on values does not make the words beside it needless.
  fileprivate var usualLeast: Int {
    let hasRequired = clauses.contains { clause in
      if case .values = clause.content { return false }
      return clause.occurrence == .must
    }
    return !hasRequired && clauses.contains { $0.occurrence == .should } ? 1 : 0
  }
}

extension Clause.Content {
  fileprivate var isFlat: Bool {
    switch self {
    case .word, .phrase: true
    case .proximity, .pattern, .all, .values, .group: false
    }
  }
}

extension Planner {
  /// Resolves a query that is more than a list of words and phrases.
  ///
  /// - Throws: ``SearchError``.
  mutating func planTree(_ query: Query) throws(SearchError) -> QueryPlan {
    var plan = QueryPlan()
    guard query.canMatch else {
      plan.emptyReason = query.clauses.isEmpty ? .noWords : .onlyExclusions
      return plan
    }
    if usesLists, let lists = try planLists(query) { return lists }
    var missing: Range<Int>?
    let node = try node(of: query, from: Clause(.must, .group(query)), missing: &missing)
    plan.notices = notices
    if case .nothing = node {
      plan.emptyReason = missing.map { .requiredWordMissing(range: $0) } ?? .allWordsMissing
    } else {
      plan.tree = node
    }
    return plan
  }

  /// - Parameter missing: gets the place of a clause that must match and cannot.
  private mutating func node(
    of query: Query, from clause: Clause, missing: inout Range<Int>?
  ) throws(SearchError) -> PlannedNode {
    var boolean = PlannedBoolean(clause: clause)
    for part in query.clauses {
      let node = try node(of: part)
      let isNothing = if case .nothing = node { true } else { false }
      switch part.occurrence {
      case .must:
        guard !isNothing else {
          missing = part.range
          return .nothing
        }
        boolean.required.append(node)
      case .should: if !isNothing { boolean.optional.append(node) }
      case .mustNot: if !isNothing { boolean.prohibited.append(node) }
      }
    }
    boolean.least = query.atLeast ?? query.usualLeast
    if boolean.optional.count < boolean.least { return .nothing }
    if boolean.required.isEmpty, boolean.optional.isEmpty { return .nothing }
    return .boolean(boolean)
  }

  private mutating func node(of clause: Clause) throws(SearchError) -> PlannedNode {
    switch clause.content {
    case .group(let query):
      var missing: Range<Int>?
      return try node(of: query, from: clause, missing: &missing)
    case .all where clause.field == nil: return .documents(PlannedDocuments(clause: clause))
    case .all, .values:
      // What a negation means, the group around says.
      var positive = clause
      positive.occurrence = .must
      return .documents(PlannedDocuments(clause: clause, condition: try condition(positive)))
    case .pattern: return try pattern(clause)
    case .proximity: return try proximity(clause)
    case .word, .phrase:
      // An own analysis may make a phrase of a word, but nothing else.
      let group = try resolve(clause, 1)
      return group.members.isEmpty ? .nothing : .group(group)
    }
  }

  /// What scores words of a field as one term.
  mutating func scoring(
    _ field: SnapshotField, idf: Double, boost: Double
  ) -> PlannedScoring {
    let used = use(field)
    return PlannedScoring(
      source: field, fieldWeight: used.weight, boost: boost, idf: idf,
      weight: TermWeight(model, weight: used.weight * boost, idf: idf, norms: used.norms))
  }

  /// The fields in which a clause is looked for, and which have something.
  func fields(of clause: Clause) -> [SnapshotField] {
    let fields = clause.field.map { [snapshot.field($0)].compactMap(\.self) } ?? defaultFields
    return fields.filter { $0.statistics.documentCount > 0 }
  }

  // MARK: Proximity

  private mutating func proximity(_ clause: Clause) throws(SearchError) -> PlannedNode {
    var planned = PlannedProximity(clause: clause, members: [])
    var plain: [FieldName: Clause.Content] = [:]
    for field in fields(of: clause) {
      guard case .proximity(let proximity) = clause.content(in: field.name) else {
        plain[field.name] = clause.content(in: field.name)
        continue
      }
      if let member = try member(of: proximity, clause, field) {
        planned.members.append(member)
      }
    }
    let own = try plainNodes(plain, clause)
    if own.isEmpty { return planned.members.isEmpty ? .nothing : .proximity(planned) }
    var boolean = PlannedBoolean(clause: clause, optional: own, least: 1)
    if !planned.members.isEmpty { boolean.optional.append(.proximity(planned)) }
    return .boolean(boolean)
  }

  /// Fields whose own analysis leaves one word of several.
  private mutating func plainNodes(
    _ contents: [FieldName: Clause.Content], _ clause: Clause
  ) throws(SearchError) -> [PlannedNode] {
    var nodes: [PlannedNode] = []
    for (field, content) in contents.sorted(by: { $0.key < $1.key }) {
      var single = clause
      (single.field, single.content, single.ownContents) = (field, content, [:])
      let group = try resolve(single, 1)
      if !group.members.isEmpty { nodes.append(.group(group)) }
    }
    return nodes
  }

  private mutating func member(
    of proximity: Proximity, _ clause: Clause, _ field: SnapshotField
  ) throws(SearchError) -> PlannedProximity.Member? {
    var words: [PlannedWord] = []
    var places: [Int] = []
    var idf = 0.0
    for terms in proximity.words {
      if let known = words.firstIndex(where: { $0.alternatives == terms }) {
        places.append(known)
      } else {
        guard let word = try find(terms, field) else { return nil }
        places.append(words.count)
        words.append(word)
      }
      idf += BM25.idf(
        documentFrequency: words[places[places.count - 1]].documentFrequency,
        documentCount: field.statistics.documentCount)
    }
    return PlannedProximity.Member(
      scoring: scoring(field, idf: idf, boost: Double(clause.boost)), words: words,
      matcher: ProximityMatcher(proximity, places: places))
  }
}
