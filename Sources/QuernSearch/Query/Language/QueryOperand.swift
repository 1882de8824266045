/// A part of a list before `AND` and `OR` have joined it to others.
struct QueryOperand {
  /// What stands between an operand and the one before.
  enum Connector {
    case blank, and, or
  }

  var occurrence: QueryGroup.Occurrence

  /// Whether a `+` or `-` stands before it.
  var hasSign: Bool
  var expression: QueryExpression
  var connector = Connector.blank

  /// Whether `NOT` stands before it.
  var isNegated = false

  /// Joins what `AND` joins, then what `OR` joins, then the rest.
  static func combine(_ operands: [QueryOperand]) -> [QueryGroup.Part] {
    if operands.allSatisfy({ $0.connector == .blank }) { return operands.map(\.listPart) }
    let chained = runs(of: operands, joinedBy: .and).map(conjunction)
    var parts: [QueryGroup.Part] = []
    for run in runs(of: chained, joinedBy: .or) {
      if run.count == 1 || run.contains(where: \.hasSign) {
        parts += run.map(\.listPart)
      } else {
        let choices = run.map(\.choicePart)
        if chained.count == run.count { return choices }
        parts.append(.init(.should, QueryExpression(.group(QueryGroup(choices)))))
      }
    }
    guard let only = parts.first, parts.count == 1, only.occurrence == .should,
      let group = only.expression.plainGroup
    else { return parts }
    return group.parts
  }

  private static func runs(
    of operands: [QueryOperand], joinedBy connector: Connector
  ) -> [[QueryOperand]] {
    var runs: [[QueryOperand]] = []
    for operand in operands {
      if operand.connector == connector, !runs.isEmpty {
        runs[runs.count - 1].append(operand)
      } else {
        runs.append([operand])
      }
    }
    return runs
  }

  /// What `AND` joins: parts that all must match, or must not.
  private static func conjunction(_ run: [QueryOperand]) -> QueryOperand {
    guard run.count > 1 else { return run[0] }
    let parts = run.map { operand in
      QueryGroup.Part(
        operand.occurrence == .mustNot || operand.isNegated ? .mustNot : .must,
        operand.expression)
    }
    return QueryOperand(
      occurrence: .should, hasSign: false, expression: QueryExpression(.group(QueryGroup(parts))),
      connector: run[0].connector)
  }

  /// The operand as one of a list without operators: a condition on values is one for all hits.
  private var listPart: QueryGroup.Part {
    if isNegated { return .init(.mustNot, expression) }
    if case .values = expression.kind, !hasSign { return .init(.must, expression) }
    return .init(occurrence, expression)
  }

  /// The operand as one that `OR` joins.
  private var choicePart: QueryGroup.Part {
    guard isNegated else { return .init(.should, expression) }
    return .init(
      .should, QueryExpression(.group(QueryGroup([.init(.mustNot, expression)]))))
  }
}
