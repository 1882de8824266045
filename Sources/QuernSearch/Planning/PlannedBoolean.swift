/// Clauses, some of which must match.
struct PlannedBoolean {
  /// What the clauses come from.
  var clause: Clause
  var required: [PlannedNode] = []
  var optional: [PlannedNode] = []
  var prohibited: [PlannedNode] = []

  /// How many of the optional ones match at least.
  var least = 0
}
