/// What the values of a field are, as they are compared, sorted and counted.
///
/// Inferred from the values themselves. The words of a field can be searched whatever its type.
public enum FieldType: String, Sendable, Hashable, CaseIterable {
  /// `true` or `false`.
  case flag

  /// Numbers as JSON writes them, of at most 15 digits.
  case number

  /// Dates and times as ISO 8601 writes them; years and months among them stand for their beginning.
  case date

  /// Short texts, compared by their bytes.
  case keyword

  /// Longer texts, which are searched by their words only.
  case text
}
