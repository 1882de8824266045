/// What a hit stands for that is the best of those with its value.
package struct CollapsedHit: Sendable, Hashable {
  /// The value as it is shown; `nil` for a document without one, which stands for itself.
  package var value: String?

  /// How many others have it.
  package var moreCount: Int
}
