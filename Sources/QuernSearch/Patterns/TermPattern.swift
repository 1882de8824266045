/// What the words of a dictionary may look like: a wildcard, a fuzzy word, a regular expression or a
/// range, analysed.
package struct TermPattern: Sendable, Hashable {
  /// One way in which a word may match.
  package enum Form: Sendable, Hashable {
    /// Pieces one after another.
    case wildcard([WildcardPiece])

    /// A word, and those that differ from it by so many edits.
    case fuzzy([UInt8], edits: Int)

    /// An expression that matches the whole word.
    case regex(RegexNode)

    /// Words between two others.
    case range(ByteRange)
  }

  /// Words between two others, by their bytes.
  package struct ByteRange: Sendable, Hashable {
    package var lower: [UInt8]?
    package var upper: [UInt8]?
    package var includesLower: Bool
    package var includesUpper: Bool

    package init(
      _ lower: [UInt8]?, _ upper: [UInt8]?, includesLower: Bool = true, includesUpper: Bool = true
    ) {
      self.lower = lower
      self.upper = upper
      self.includesLower = includesLower
      self.includesUpper = includesUpper
    }
  }

  /// The greatest number of states of the automaton of a pattern.
  package static let maximumStateCount = 10_000

  /// How much of the dictionaries all patterns of a query may look at, in steps of automata.
  package static let maximumWork = 60_000_000

  /// How many of the words that a pattern matches are scored; those in the most documents.
  package static let maximumScoredCount = 1_024

  /// The pattern as it stands in the query.
  package var text: String

  /// The ways in which a word may match; those of several analyzers may differ.
  package var forms: [Form]

  package init(_ text: String, forms: [Form]) {
    self.text = text
    self.forms = forms
  }
}
