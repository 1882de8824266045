public import QuernModel

extension QueryExpression {
  /// A word; blanks and signs in it have no meaning.
  public static func word(_ text: String) -> QueryExpression { QueryExpression(.text(text)) }

  /// Words that follow each other, or can be brought to by `slop` moves of one position.
  public static func phrase(_ text: String, slop: Int = 0) -> QueryExpression {
    QueryExpression(.phrase(text, slop: max(0, slop)))
  }

  /// Words with at most `gaps` others between the first and the last of them.
  public static func near(
    _ words: [String], gaps: Int, ordered: Bool = false
  ) -> QueryExpression {
    QueryExpression(.near(words, gaps: max(0, gaps), ordered: ordered))
  }

  /// Words that begin with a text.
  public static func prefix(_ text: String) -> QueryExpression {
    QueryExpression(.wildcard(QueryText.escaped(text) + "*"))
  }

  /// A word and those that differ from it by one or two edits: an insertion, a deletion, another
  /// character, or two characters in each other's place.
  public static func fuzzy(_ word: String, edits: Int = 2) -> QueryExpression {
    QueryExpression(.fuzzy(word, edits: min(max(edits, 1), 2)))
  }

  /// Every document.
  public static var everything: QueryExpression { QueryExpression(.all) }

  /// Every document that has a field.
  public static func exists(_ field: FieldName) -> QueryExpression {
    QueryExpression(.all, field: field)
  }

  /// What all of some expressions match.
  public static func all(of expressions: [QueryExpression]) -> QueryExpression {
    QueryExpression(.group(QueryGroup(expressions.map { .init(.must, $0) })))
  }

  /// What any of some expressions match, or so many of them.
  public static func any(
    of expressions: [QueryExpression], atLeast: Int? = nil
  ) -> QueryExpression {
    QueryExpression(
      .group(QueryGroup(expressions.map { .init(.should, $0) }, atLeast: atLeast)))
  }

  /// What this expression matches and another does not.
  public func without(_ other: QueryExpression) -> QueryExpression {
    QueryExpression(.group(QueryGroup([.init(.must, self), .init(.mustNot, other)])))
  }

  /// The same, looked for in one field.
  public func `in`(_ field: FieldName) -> QueryExpression {
    var copy = self
    copy.field = field
    return copy
  }

  /// The same with its score multiplied.
  public func boosted(by factor: Float) -> QueryExpression {
    QueryExpression(kind, field: field, boost: boost * factor)
  }
}
