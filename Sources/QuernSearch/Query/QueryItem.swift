import QuernModel

/// A piece of the query text before analysis: a sign, a field name, and a word or a quoted text.
struct QueryItem {
  var occurrence: Clause.Occurrence
  var field: FieldName?
  var isQuoted: Bool
  var text: String

  /// Where the field name and the text begin, in bytes of the query's UTF-8.
  var fieldOffset: Int
  var offset: Int
}
