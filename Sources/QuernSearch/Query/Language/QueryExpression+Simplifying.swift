import QuernModel

extension QueryExpression {
  /// How deep groups may lie in each other.
  public static var maximumDepth: Int { 30 }

  /// The group that this is, where it has neither field nor boost.
  var plainGroup: QueryGroup? {
    guard case .group(let group) = kind, field == nil, boost == 1, group.atLeast == nil else {
      return nil
    }
    return group
  }

  /// A group of one part that should or must match is that part.
  var simplified: QueryExpression {
    guard case .group(let group) = kind, group.parts.count == 1, group.atLeast == nil,
      group.parts[0].occurrence != .mustNot
    else { return self }
    var inner = group.parts[0].expression
    if let field { inner = inner.placed(in: field) }
    inner.boost = min(inner.boost * boost, Self.maximumBoost)
    return inner
  }

  /// The expression in a field, unless it names one itself.
  func placed(in field: FieldName) -> QueryExpression {
    var copy = self
    copy.field = self.field ?? field
    return copy
  }
}

extension QueryGroup {
  /// How many parts should match.
  var optionalCount: Int { parts.count { $0.occurrence == .should } }
}
