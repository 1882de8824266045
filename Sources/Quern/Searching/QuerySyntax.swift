/// What the characters of a query text mean.
public enum QuerySyntax: Sendable, Hashable {
  /// The query language (<doc:Queries>); what has no meaning in it is passed over or taken for words.
  case signs

  /// The query language; a text of which something would be passed over is an error.
  case strict

  /// Every word is looked for, and no sign means anything: for a question or a passage of text.
  case words
}
