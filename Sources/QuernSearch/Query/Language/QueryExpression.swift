public import QuernModel

/// What a user looks for, as a tree: the query language as values.
///
/// A tree is made by parsing a text or in code, and its ``description`` is a text that parses to
/// the same tree. It is only a description: words are analysed and looked up when a snapshot is
/// searched.
///
/// ```swift
/// let query: QueryExpression = .all(of: [.word("peskov"), .phrase("no breakthrough", slop: 2)])
///   .without(.prefix("zelensk"))
/// ```
public struct QueryExpression: Sendable, Hashable {
  /// What an expression looks for.
  public enum Kind: Sendable, Hashable {
    /// A word, or what stands between blanks and may be several: `state-of-the-art`, `北京`.
    case text(String)

    /// Words that follow each other; `slop` is how many moves of one position may set them right.
    case phrase(String, slop: Int)

    /// Words with at most so many others between the first and the last of them.
    case near([String], gaps: Int, ordered: Bool)

    /// A word with `*` for any characters and `?` for one; `\` before a sign takes its meaning away.
    case wildcard(String)

    /// A word, and those that differ from it by so many edits: 1 or 2.
    case fuzzy(String, edits: Int)

    /// Words that a regular expression matches from end to end.
    case regex(String)

    /// Words between two others, by the order of their bytes.
    indirect case terms(TermRange)

    /// Documents with a value between two bounds.
    indirect case values(ValueRange)

    /// Every document; of a field, every document that has it.
    case all

    /// Expressions that must, should or must not match.
    case group(QueryGroup)
  }

  /// What is looked for.
  public var kind: Kind

  /// The only field that is searched; `nil` stands for the fields that are searched by default, or
  /// for that of the group around.
  public var field: FieldName?

  /// What the score is multiplied by: from 0 to ``maximumBoost``.
  public var boost: Float

  /// Where the expression stands in the text that it was parsed from, in bytes of UTF-8.
  var place: Place

  /// The greatest boost.
  public static let maximumBoost: Float = 1_000_000

  /// Makes an expression of its parts.
  ///
  /// A boost that is out of its range, or no number, is brought into it.
  public init(_ kind: Kind, field: FieldName? = nil, boost: Float = 1) {
    self.kind = kind
    self.field = field
    self.boost = boost.isNaN ? 1 : min(max(boost, 0), Self.maximumBoost)
    place = Place(range: 0..<0)
  }

  /// A place in a text, which makes no difference between expressions.
  struct Place: Sendable, Hashable {
    var range: Range<Int>

    static func == (left: Place, right: Place) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }
}
