/// Expressions, each of which a document must, should or must not match.
///
/// Without a part that must match, at least one that should matches. A group of exclusions alone
/// stands for all other documents inside another group; as a whole query it finds nothing.
public struct QueryGroup: Sendable, Hashable {
  /// What a match of a part means for a document.
  public enum Occurrence: Sendable, Hashable {
    /// A match adds to the score.
    case should

    /// Only documents that match are found.
    case must

    /// Documents that match are left out.
    case mustNot
  }

  /// An expression and what its match means.
  public struct Part: Sendable, Hashable {
    /// What a match means.
    public var occurrence: Occurrence

    /// What is looked for.
    public var expression: QueryExpression

    /// Makes a part.
    public init(_ occurrence: Occurrence, _ expression: QueryExpression) {
      self.occurrence = occurrence
      self.expression = expression
    }
  }

  /// The parts, in the order of the text.
  public var parts: [Part]

  /// How many of the parts that should match do so at least; `nil` for the usual rule.
  public var atLeast: Int?

  /// Makes a group of its parts.
  public init(_ parts: [Part], atLeast: Int? = nil) {
    self.parts = parts
    self.atLeast = atLeast
  }
}
