package import QuernModel

/// One condition of a query.
package struct Clause: Sendable, Hashable {
  /// What a match of the clause means for a document.
  package enum Occurrence: Sendable, Hashable {
    /// A match adds to the score. Without a `must` clause, at least one `should` clause matches.
    case should

    /// Only documents that match are found.
    case must

    /// Documents that match are left out.
    case mustNot
  }

  /// What is looked for.
  package enum Content: Sendable, Hashable {
    /// Any of some terms, which are scored as if they were one.
    case word([[UInt8]])

    /// Words at fixed distances from each other, inside one value of a field.
    case phrase([PhraseWord])

    /// Words near each other, inside one value of a field.
    case proximity(Proximity)

    /// Any term of the dictionary that a pattern matches.
    case pattern(TermPattern)

    /// Every document; in a field, every document that has it.
    case all

    /// Every document with a value in a range.
    indirect case values(ValueRange)

    /// What a query in the query matches.
    case group(Query)
  }

  package var occurrence: Occurrence

  /// The only field that is searched; `nil` stands for the default fields.
  package var field: FieldName?

  package var content: Content

  /// What is looked for instead in fields that are analysed in a way of their own.
  package var ownContents: [FieldName: Content]

  /// What the score is multiplied by; that of a group is in its clauses.
  package var boost: Float

  /// Where the clause stands in the query text, in bytes of UTF-8.
  package var range: Range<Int>

  package init(
    _ occurrence: Occurrence, _ content: Content, field: FieldName? = nil,
    ownContents: [FieldName: Content] = [:], boost: Float = 1, range: Range<Int> = 0..<0
  ) {
    self.occurrence = occurrence
    self.field = field
    self.content = content
    self.ownContents = ownContents
    self.boost = boost
    self.range = range
  }

  /// What is looked for in a field.
  package func content(in field: FieldName) -> Content {
    ownContents.isEmpty ? content : ownContents[field] ?? content
  }

  /// Whether both look for the same in the same way, wherever they stand.
  func isEqual(to other: Clause) -> Bool {
    occurrence == other.occurrence && field == other.field && boost == other.boost
      && content == other.content && ownContents == other.ownContents
  }
}
