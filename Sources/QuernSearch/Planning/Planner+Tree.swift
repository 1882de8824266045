import QuernCodec
import QuernIndex
import QuernModel

extension Query {
  /// Whether the query is a list of words and phrases, which the lists' executors know.
  var isFlat: Bool {
    atLeast == nil
      && clauses.allSatisfy { clause in
        clause.ownContents.isEmpty
          ? clause.content.isFlat
          : clause.content.isFlat && clause.ownContents.values.allSatisfy(\.isFlat)
      }
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
    boolean.least = query.atLeast ?? (boolean.required.isEmpty ? 1 : 0)
    if boolean.optional.count < boolean.least { return .nothing }
    if boolean.required.isEmpty, boolean.optional.isEmpty { return .nothing }
    return .boolean(boolean)
  }

  private mutating func node(of clause: Clause) throws(SearchError) -> PlannedNode {
    switch clause.content {
    case .group(let query):
      var missing: Range<Int>?
      return try node(of: query, from: clause, missing: &missing)
    case .all: return .documents(PlannedDocuments(clause: clause))
    case .values:
      try checkValues(clause)
      return .documents(PlannedDocuments(clause: clause))
    case .pattern: return try pattern(clause)
    case .proximity: return try proximity(clause)
    case .word, .phrase:
      // An own analysis may make a phrase of a word, but nothing else.
      let group = try resolve(clause, 1)
      return group.members.isEmpty ? .nothing : .group(group)
    }
  }

  private func checkValues(_ clause: Clause) throws(SearchError) {
    guard let field = clause.field, let values, values.hasValues(field) else {
      throw .query(.noValues(field: clause.field, offset: clause.range.lowerBound))
    }
  }

  /// What scores words of a field as one term.
  mutating func scoring(
    _ field: FieldName, _ statistics: FieldStatistics, idf: Double, boost: Double
  ) -> PlannedScoring {
    let fieldWeight = Double(parameters.weights[field] ?? 1)
    return PlannedScoring(
      field: field, fieldWeight: fieldWeight, boost: boost, statistics: statistics, idf: idf,
      weight: TermWeight(
        model, weight: fieldWeight * boost, idf: idf,
        norms: NormTable(model, averageLength: statistics.averageLength)))
  }

  /// The fields in which a clause is looked for, and which have something.
  func fields(of clause: Clause) -> [(FieldName, FieldStatistics)] {
    let names = clause.field.map { [$0] } ?? parameters.weights.keys.sorted()
    return names.compactMap { name in
      let statistics = snapshot.statistics[name]
      return statistics.documentCount > 0 ? (name, statistics) : nil
    }
  }

  // MARK: Proximity

  private mutating func proximity(_ clause: Clause) throws(SearchError) -> PlannedNode {
    var planned = PlannedProximity(clause: clause, members: [])
    var plain: [FieldName: Clause.Content] = [:]
    for (field, statistics) in fields(of: clause) {
      guard case .proximity(let proximity) = clause.content(in: field) else {
        plain[field] = clause.content(in: field)
        continue
      }
      if let member = try member(of: proximity, clause, field, statistics) {
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
    of proximity: Proximity, _ clause: Clause, _ field: FieldName, _ statistics: FieldStatistics
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
        documentCount: statistics.documentCount)
    }
    return PlannedProximity.Member(
      scoring: scoring(field, statistics, idf: idf, boost: Double(clause.boost)), words: words,
      matcher: ProximityMatcher(proximity, places: places))
  }

  // MARK: Patterns

  private mutating func pattern(_ clause: Clause) throws(SearchError) -> PlannedNode {
    var planned = PlannedPattern(clause: clause)
    for (field, statistics) in fields(of: clause) {
      guard case .pattern(let pattern) = clause.content(in: field), !pattern.forms.isEmpty else {
        continue
      }
      let found = try expand(pattern, in: field, at: clause.range.lowerBound)
      if found.matchedCount > found.terms.count {
        planned.rests.append(PlannedPattern.Rest(field: field, entries: found.rest))
        notices.append(
          .unscoredWords(
            pattern: pattern.text, field: field.rawValue, matched: found.matchedCount,
            scored: found.terms.count))
      }
      planned.members += members(of: found.terms, pattern, clause, field, statistics)
    }
    return planned.members.isEmpty ? .nothing : .pattern(planned)
  }

  private mutating func expand(
    _ pattern: TermPattern, in field: FieldName, at offset: Int
  ) throws(SearchError) -> PatternExpansion {
    let automaton: ByteAutomaton
    do { automaton = try ByteAutomaton(pattern.forms) } catch {
      throw .query(.patternTooLarge(pattern: pattern.text, offset: offset))
    }
    var expansion = PatternExpansion(automaton, work: patternWork)
    do throws(PatternExpansion.Failure) {
      try expansion.run(over: snapshot.segments.map { $0.field(field) })
    } catch {
      switch error {
      case .tooExpensive: throw .query(.patternsTooExpensive(offset: offset))
      case .codec(let error): throw .index(.codec(error))
      }
    }
    patternWork = expansion.work
    return expansion
  }

  /// Words that are equally far away make a member.
  private mutating func members(
    of terms: [PlannedPattern.Term], _ pattern: TermPattern, _ clause: Clause, _ field: FieldName,
    _ statistics: FieldStatistics
  ) -> [PlannedPattern.Member] {
    var members: [PlannedPattern.Member] = []
    for edits in 0...2 {
      let equal = terms.filter { $0.edits == edits }
      guard let most = equal.map(\.documentFrequency).max() else { continue }
      let idf = BM25.idf(documentFrequency: most, documentCount: statistics.documentCount)
      let closeness = pattern.closeness(edits: edits)
      members.append(
        PlannedPattern.Member(
          scoring: scoring(
            field, statistics, idf: idf, boost: Double(clause.boost) * closeness),
          closeness: closeness, terms: equal))
    }
    return members
  }
}

extension TermPattern {
  /// What a word counts that is so many edits away from a fuzzy one: 1 − edits / length, as in
  /// Lucene, and a tenth at least.
  func closeness(edits: Int) -> Double {
    guard edits > 0 else { return 1 }
    let lengths = forms.compactMap { form -> Int? in
      guard case .fuzzy(let word, _) = form else { return nil }
      return String(decoding: word, as: UTF8.self).unicodeScalars.count
    }
    return max(0.1, 1 - Double(edits) / Double(max(lengths.max() ?? 1, 1)))
  }
}
