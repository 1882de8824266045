/// Every document, those with a field, or those with a value in a range.
struct PlannedDocuments {
  var clause: Clause
}
