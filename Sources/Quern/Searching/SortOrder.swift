public import QuernModel

/// In which order hits come.
public enum SortOrder: Sendable, Hashable {
  /// The best first; those with the same score in the order of the index.
  case score

  /// By the values of a field that is no text: the least first, or the greatest.
  ///
  /// Of several values the one counts that brings a hit furthest to the front. Hits without a value come
  /// last, and those with the same one by their keys.
  case field(FieldName, descending: Bool = false)
}
