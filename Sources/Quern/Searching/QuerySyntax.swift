/// What the characters of a query text mean.
public enum QuerySyntax: Sendable, Hashable {
  /// `+must`, `-not`, `"a phrase"`, `field:word` and words.
  case signs

  /// Every word is looked for, and no sign means anything: for a question or a passage of text.
  case words
}
