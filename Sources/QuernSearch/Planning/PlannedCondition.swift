import QuernCodec

/// A condition that documents meet or not, resolved in every segment.
struct PlannedCondition {
  /// What documents of a segment are asked for.
  enum Part {
    /// None meets the condition.
    case nothing

    /// Those with an ordinal in a range.
    case ordinals(ColumnReader, Range<UInt32>)

    /// Those of a set.
    case documents(DocumentBits)

    /// Those of a set that was found before.
    case kept(DocumentSet)

    /// Those that have words of a field.
    case field(LengthReader)
  }

  let clause: Clause

  /// Whether the documents are wanted that do not meet it.
  let isNegated: Bool
  let parts: [Part]
}
