import QuernCodec
import QuernIndex
import QuernModel

/// Resolves the clauses of a query to lists of the segments, with weights from their statistics.
///
/// All segments of a snapshot share one set of statistics, deleted documents included.
struct Planner {
  let snapshot: IndexSnapshot
  let model: BM25
  let parameters: SearchParameters
  let values: (any ValueSource)?

  /// What the user should know of the patterns so far, and how much they have looked at.
  var notices: [SearchNotice] = []
  var patternWork = 0

  /// The fields of a clause that names none, in a fixed order, so that sums are the same each time.
  private let defaultFields: [FieldName]
  private var norms: [FieldName: NormTable] = [:]

  init(
    _ snapshot: IndexSnapshot, _ parameters: SearchParameters, _ values: (any ValueSource)? = nil
  ) {
    self.snapshot = snapshot
    self.values = values
    self.parameters = parameters
    model = BM25(k1: Double(parameters.k1), b: Double(parameters.b))
    defaultFields = parameters.weights.keys.sorted()
  }

  /// - Throws: ``SearchError/index(_:)``.
  mutating func plan(_ query: Query) throws(SearchError) -> QueryPlan {
    guard query.isFlat else { return try planTree(query) }
    var plan = QueryPlan()
    guard query.canMatch else {
      plan.emptyReason = query.clauses.isEmpty ? .noWords : .onlyExclusions
      return plan
    }
    for (clause, multiplicity) in Self.merge(query.clauses) {
      let group = try resolve(clause, multiplicity)
      switch clause.occurrence {
      case .must:
        if group.members.isEmpty { plan.emptyReason = .requiredWordMissing(range: clause.range) }
        plan.required.append(group)
      case .should:
        if !group.members.isEmpty { plan.optional.append(group) }
      case .mustNot:
        if !group.members.isEmpty { plan.prohibited.append(group) }
      }
    }
    if plan.required.isEmpty && plan.optional.isEmpty { plan.emptyReason = .allWordsMissing }
    return plan
  }

  /// Counts equal clauses, so that each list is walked once: their weights add.
  private static func merge(_ clauses: [Clause]) -> [(clause: Clause, multiplicity: Int)] {
    var merged: [(clause: Clause, multiplicity: Int)] = []
    var places: [Clause: Int] = [:]
    for clause in clauses {
      var key = clause
      key.range = 0..<0
      if let place = places[key] {
        merged[place].multiplicity += 1
      } else {
        places[key] = merged.count
        merged.append((clause, 1))
      }
    }
    return merged
  }

  mutating func resolve(
    _ clause: Clause, _ multiplicity: Int
  ) throws(SearchError) -> PlannedGroup {
    var group = PlannedGroup(clause: clause, multiplicity: multiplicity, members: [])
    for field in clause.field.map({ [$0] }) ?? defaultFields {
      let factor = Double(multiplicity) * Double(clause.boost)
      if let member = try resolve(clause.content(in: field), field, factor) {
        group.members.append(member)
      }
    }
    return group
  }

  /// A clause in one field; `nil` where the field cannot match it.
  private mutating func resolve(
    _ content: Clause.Content, _ field: FieldName, _ factor: Double
  ) throws(SearchError) -> PlannedMember? {
    let statistics = snapshot.statistics[field]
    guard statistics.documentCount > 0 else { return nil }
    var words: [PlannedWord] = []
    var isPhrase = false
    switch content {
    case .word(let alternatives):
      guard let word = try find(alternatives, field) else { return nil }
      words = [word]
    case .phrase(let phrase):
      isPhrase = true
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
    case .proximity, .pattern, .all, .values, .group: return nil
    }
    let idf = words.reduce(0) { sum, word in
      sum + Self.idf(word.documentFrequency, statistics) * Double(word.offsets.count)
    }
    let fieldWeight = Double(parameters.weights[field] ?? 1)
    return PlannedMember(
      field: field, isPhrase: isPhrase, words: words, fieldWeight: fieldWeight,
      statistics: statistics, idf: idf,
      weight: TermWeight(
        model, weight: fieldWeight * factor, idf: idf, norms: norms(of: field)))
  }

  private static func idf(_ frequency: UInt64, _ statistics: FieldStatistics) -> Double {
    BM25.idf(documentFrequency: frequency, documentCount: statistics.documentCount)
  }

  /// Looks up the terms of a word; `nil` where the field has none of them.
  func find(_ alternatives: [[UInt8]], _ field: FieldName) throws(SearchError)
    -> PlannedWord?
  {
    var word = PlannedWord(alternatives: alternatives)
    for term in alternatives where !word.terms.contains(where: { $0.term == term }) {
      if let found = try find(term, field) { word.terms.append(found) }
    }
    return word.terms.isEmpty ? nil : word
  }

  /// Looks a term up in all segments; `nil` where none has it.
  private func find(_ term: [UInt8], _ field: FieldName) throws(SearchError) -> PlannedTerm? {
    var found = PlannedTerm(term: term, entries: [], documentFrequency: 0)
    for segment in snapshot.segments {
      let entry: TermEntry?
      do { entry = try segment.field(field)?.find(term) } catch { throw .index(error) }
      found.entries.append(entry)
      found.documentFrequency += UInt64(entry?.documentFrequency ?? 0)
    }
    return found.documentFrequency > 0 ? found : nil
  }

  private mutating func norms(of field: FieldName) -> NormTable {
    if let known = norms[field] { return known }
    let table = NormTable(model, averageLength: snapshot.statistics[field].averageLength)
    norms[field] = table
    return table
  }
}
