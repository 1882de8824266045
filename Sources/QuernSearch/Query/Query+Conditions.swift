extension Query {
  /// The query without the conditions that all hits meet, and these; `nil` where there are none, or
  /// where nothing is left that could find a document.
  ///
  /// Conditions are ranges of values, and that a document has a field; none adds to a score.
  func separatingConditions() -> (rest: Query, conditions: [Clause])? {
    guard atLeast == nil, clauses.contains(where: \.isCondition) else { return nil }
    let rest = clauses.filter { !$0.isCondition }
    // To have a field makes the words beside it needless; a range of values does not.
    let hasRequired = rest.contains { $0.occurrence == .must }
    let isNeeded = clauses.contains { clause in
      guard case .all = clause.content, clause.isCondition else { return false }
      return clause.occurrence == .must
    }
    guard rest.contains(where: { $0.occurrence != .mustNot }), hasRequired || !isNeeded else {
      return nil
    }
    return (Query(clauses: rest), clauses.filter(\.isCondition))
  }
}

extension Clause {
  /// Whether the clause only says which documents may be hits.
  var isCondition: Bool {
    guard occurrence != .should, field != nil else { return false }
    switch content {
    case .values, .all: return true
    default: return false
    }
  }
}
