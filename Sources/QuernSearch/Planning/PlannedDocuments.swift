/// Every document, those with a field, or those with a value in a range.
struct PlannedDocuments {
  var clause: Clause

  /// What they must have; `nil` for every document.
  var condition: PlannedCondition?
}
