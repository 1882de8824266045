import QuernCodec
import QuernIndex
import QuernModel

/// Resolves the clauses of a query to lists of the segments, with weights from their statistics.
///
/// All segments of a snapshot share one set of statistics, deleted documents included.
struct Planner {
  let snapshot: IndexSnapshot
  let model: BM25
  private let isScored: Bool
  private let ranking: Ranking
  private let weights: [FieldName: Float]

  /// What the user should know of the patterns so far, and how much they have looked at.
  var notices: [SearchNotice] = []
  var patternWork = 0
  var patterns: [PlannedPattern] = []

  /// Whether a query that is more than words and phrases may become lists; explanations want a tree.
  var usesLists = true

  /// The fields of a clause that names none, in a fixed order, so that sums are the same each time.
  let defaultFields: [SnapshotField]

  /// The fields that a clause was looked for in.
  private var used: [UsedField] = []

  /// What all terms of a field share.
  struct UsedField {
    let source: SnapshotField
    let weight: Double
    let norms: NormTable
  }

  init(
    _ snapshot: IndexSnapshot, _ parameters: borrowing SearchParameters
  ) {
    self.snapshot = snapshot
    isScored = parameters.limit > 0
    ranking = parameters.ranking
    weights = parameters.weights
    model = BM25(k1: Double(parameters.k1), b: Double(parameters.b))
    // The fields of a snapshot stand in the order of their names.
    var fields: [SnapshotField] = []
    for field in snapshot.searchedFields where parameters.weights.value(of: field.name) != nil {
      fields.appendTightly(field)
    }
    defaultFields = fields
  }

  /// - Throws: ``SearchError/index(_:)``.
  mutating func plan(_ query: Query) throws(SearchError) -> QueryPlan {
    if query.isFlat { return try planFlat(query) }
    if let plan = try planFiltered(query) { return plan }
    return try planTree(query)
  }

  /// Resolves a list of words and phrases.
  mutating func planFlat(_ query: Query) throws(SearchError) -> QueryPlan {
    var plan = QueryPlan()
    guard query.canMatch else {
      plan.emptyReason = query.clauses.isEmpty ? .noWords : .onlyExclusions
      return plan
    }
    try add(query.clauses, to: &plan)
    if plan.required.isEmpty, plan.optional.isEmpty, plan.emptyReason == nil {
      plan.emptyReason = .allWordsMissing
    }
    return consume plan
  }

  /// Adds clauses to a plan, up to one that must match and cannot.
  private mutating func add(_ all: [Clause], to plan: inout QueryPlan) throws(SearchError) {
    let clauses = all.span
    if clauses.count == 1 {
      plan.emptyReason = try add(clauses[0], 1, to: &plan)
      return
    }
    // What only adds to the score need not be looked up where nothing is scored.
    let leavesOptional = !isScored && all.contains { $0.occurrence == .must }
    for (place, multiplicity) in Self.merge(all) {
      if leavesOptional, clauses[place].occurrence == .should { continue }
      plan.emptyReason = try add(clauses[place], multiplicity, to: &plan)
      if plan.emptyReason != nil { return }
    }
  }

  /// Adds a clause to a plan.
  ///
  /// - Returns: why nothing can match, where the clause must match and cannot.
  private mutating func add(
    _ clause: consuming Clause, _ multiplicity: Int, to plan: inout QueryPlan
  ) throws(SearchError) -> EmptyReason? {
    let (occurrence, range) = (clause.occurrence, clause.range)
    let group = try resolve(clause, multiplicity)
    if group.members.isEmpty {
      return occurrence == .must ? .requiredWordMissing(range: range) : nil
    }
    switch occurrence {
    case .must: plan.required.appendTightly(group)
    case .should: plan.optional.appendTightly(group)
    case .mustNot: plan.prohibited.appendTightly(group)
    }
    return nil
  }

  /// Counts equal clauses, so that each list is walked once: their weights add.
  private static func merge(_ clauses: [Clause]) -> [(place: Int, multiplicity: Int)] {
    var merged: [(place: Int, multiplicity: Int)] = []
    merged.reserveCapacity(clauses.count)
    guard clauses.count > fewClauses else {
      for place in clauses.indices {
        if let known = merged.firstIndex(where: { isSame(clauses[$0.place], clauses[place]) }) {
          merged[known].multiplicity += 1
        } else {
          merged.append((place, 1))
        }
      }
      return merged
    }
    var known: [Clause: Int] = [:]
    for place in clauses.indices {
      var key = clauses[place]
      key.range = 0..<0
      if let same = known[key] {
        merged[same].multiplicity += 1
      } else {
        known[key] = merged.count
        merged.append((place, 1))
      }
    }
    return merged
  }

  /// 16: so few are compared with each other sooner than they are hashed.
  private static let fewClauses = 16

  /// Whether two clauses differ in their place only.
  private static func isSame(_ left: Clause, _ right: Clause) -> Bool {
    left.occurrence == right.occurrence && left.content == right.content
      && left.field == right.field && left.boost == right.boost
      && left.ownContents == right.ownContents
  }

  mutating func resolve(
    _ clause: consuming Clause, _ multiplicity: Int
  ) throws(SearchError) -> PlannedGroup {
    var group = PlannedGroup(clause: clause, multiplicity: multiplicity, members: [])
    if let name = group.clause.field {
      guard let field = snapshot.field(name) else { return group }
      try append(field, to: &group)
    } else {
      for field in defaultFields { try append(field, to: &group) }
      if ranking == .bm25f { combine(&group) }
    }
    return group
  }

  /// Adds what the clause means in a field, where the field can match it.
  private mutating func append(
    _ field: SnapshotField, to group: inout PlannedGroup
  ) throws(SearchError) {
    let content = group.clause.content(in: field.name)
    let factor = Double(group.multiplicity) * Double(group.clause.boost)
    if let member = try resolve(content, field, factor) {
      group.members.appendTightly(member)
    }
  }

  /// A clause in one field; `nil` where the field cannot match it.
  private mutating func resolve(
    _ content: Clause.Content, _ field: SnapshotField, _ factor: Double
  ) throws(SearchError) -> PlannedMember? {
    let statistics = field.statistics
    guard statistics.documentCount > 0 else { return nil }
    switch content {
    case .word(let alternatives):
      guard let word = try find(alternatives, field) else { return nil }
      return member(
        field, factor, [word], isPhrase: false,
        idf: Self.idf(word.documentFrequency, statistics))
    case .phrase(let phrase):
      var words: [PlannedWord] = []
      for word in phrase {
        if let place = words.firstIndex(where: { $0.alternatives == word.terms }) {
          words[place].offsets.append(word.offset)
        } else {
          guard var found = try find(word.terms, field) else { return nil }
          found.offsets = [word.offset]
          words.append(found)
        }
      }
      guard !words.isEmpty else { return nil }
      let idf = words.reduce(0) { sum, word in
        sum + Self.idf(word.documentFrequency, statistics) * Double(word.offsets.count)
      }
      return member(field, factor, words, isPhrase: true, idf: idf)
    case .proximity, .pattern, .all, .values, .group: return nil
    }
  }

  private mutating func member(
    _ field: SnapshotField, _ factor: Double, _ words: [PlannedWord], isPhrase: Bool, idf: Double
  ) -> PlannedMember {
    let used = use(field)
    return PlannedMember(
      source: field, isPhrase: isPhrase, words: words, fieldWeight: used.weight, idf: idf,
      weight: TermWeight(
        model, weight: used.weight * factor, idf: idf, norms: used.norms))
  }

  private static func idf(_ frequency: UInt64, _ statistics: FieldStatistics) -> Double {
    BM25.idf(documentFrequency: frequency, documentCount: statistics.documentCount)
  }

  /// Looks up the terms of a word; `nil` where the field has none of them.
  func find(_ alternatives: [[UInt8]], _ field: SnapshotField) throws(SearchError)
    -> PlannedWord?
  {
    if alternatives.count == 1 {
      guard let found = try find(alternatives[0], field) else { return nil }
      return PlannedWord(alternatives: alternatives, terms: [found])
    }
    var word = PlannedWord(alternatives: alternatives)
    for term in alternatives where !word.terms.contains(where: { $0.term == term }) {
      if let found = try find(term, field) { word.terms.append(found) }
    }
    return word.terms.isEmpty ? nil : word
  }

  /// Looks a term up in all segments; `nil` where none has it.
  private func find(_ term: [UInt8], _ field: SnapshotField) throws(SearchError) -> PlannedTerm? {
    var found = PlannedTerm(term: term)
    for reader in field.readers {
      let entry: TermEntry?
      do { entry = try reader?.find(term) } catch { throw .index(error) }
      found.entries.append(entry)
      found.documentFrequency += UInt64(entry?.documentFrequency ?? 0)
    }
    return found.documentFrequency > 0 ? found : nil
  }

  mutating func use(_ field: SnapshotField) -> UsedField {
    if let known = used.first(where: { $0.source === field }) { return known }
    let new = UsedField(
      source: field, weight: Double(weights.value(of: field.name) ?? 1),
      norms: NormTable(model, averageLength: field.statistics.averageLength))
    used.appendTightly(new)
    return new
  }
}

extension [FieldName: Float] {
  /// The value of a field: a few names are compared with it sooner than it is hashed.
  fileprivate func value(of name: FieldName) -> Float? {
    if count > 4 { return self[name] }
    for (key, value) in self where key == name { return value }
    return nil
  }
}
