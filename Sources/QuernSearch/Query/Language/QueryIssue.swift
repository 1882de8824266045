/// What a reader of a query text passed over or read in the only way that makes sense.
struct QueryIssue {
  /// What is wrong.
  var message: String

  /// Where, in bytes of UTF-8.
  var offset: Int
}
