/// The clauses of a query while it is built.
struct ClauseList {
  var clauses: [Clause] = []
  var atLeast: Int?

  /// The places of clauses that are a stop word.
  var stopWords: [Int] = []

  /// The query, stop words left out where there are others.
  var query: Query {
    guard !stopWords.isEmpty else { return Query(clauses: clauses, atLeast: atLeast) }
    let left = Set(stopWords)
    let kept = clauses.indices.filter { !left.contains($0) }
    let query = Query(clauses: kept.map { clauses[$0] }, atLeast: atLeast)
    return query.canMatch ? query : Query(clauses: clauses, atLeast: atLeast)
  }

  /// Appends a query as one clause, or its clauses where that is the same.
  mutating func append(_ query: Query, _ context: QueryBuilder.Context) {
    guard !query.clauses.isEmpty else { return }
    var query = query
    if !query.canMatch { query.clauses.insert(Clause(.must, .all), at: 0) }
    let usesOwnCount = query.atLeast != nil
    if !usesOwnCount, query.clauses.count == 1 {
      var clause = query.clauses[0]
      clause.occurrence = context.occurrence
      clauses.append(clause)
      return
    }
    let occurrences = query.clauses.lazy.map(\.occurrence)
    let isChoice = context.occurrence == .should && occurrences.allSatisfy { $0 == .should }
    let isConjunction = context.occurrence == .must && occurrences.allSatisfy { $0 != .should }
    if !usesOwnCount, atLeast == nil, isChoice || isConjunction {
      clauses += query.clauses
      return
    }
    clauses.append(Clause(context.occurrence, .group(query), range: context.place))
  }
}
