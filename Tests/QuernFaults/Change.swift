/// One change of a document.
package enum Change: Equatable, Sendable {
  /// A new document, or another one under a key that is there.
  case add(String, [String])
  case delete(String)
}
