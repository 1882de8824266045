package import QuernModel

/// The place of a document in a list of hits, by which the list can go on behind it.
package struct ListPlace: Sendable, Hashable {
  /// Segment and document are of one commit; the score is 0 in a list by values.
  package var document: ScoredDocument

  /// The key of the document, the same in every commit.
  package var key: DocumentKey

  /// In the place of a key that has not been read: no key is empty.
  static let unknownKey = DocumentKey("")

  /// The value by which the list is ordered; `nil` where the document has none, or in a list by score.
  package var value: ColumnValue?

  package init(document: ScoredDocument, key: DocumentKey, value: ColumnValue? = nil) {
    self.document = document
    self.key = key
    self.value = value
  }

  /// Whether this stands before another one in the order of values: those without a value last, those
  /// with the same one by their keys.
  func precedes(_ other: ListPlace, isDescending: Bool) -> Bool {
    if value != other.value {
      guard let value, let otherValue = other.value else { return value != nil }
      return isDescending ? otherValue.precedes(value) : value.precedes(otherValue)
    }
    return key.rawValue.utf8.lexicographicallyPrecedes(other.key.rawValue.utf8)
  }
}
