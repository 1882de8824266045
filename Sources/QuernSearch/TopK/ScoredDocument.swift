package import QuernModel

/// A document with its score, as a place in a result list.
package struct ScoredDocument: Sendable, Hashable {
  package var score: Float

  /// The number of the segment in its snapshot.
  package var segment: Int

  package var document: DocumentID

  package init(score: Float, segment: Int, document: DocumentID) {
    self.score = score
    self.segment = segment
    self.document = document
  }

  /// Whether this document stands before another one: the higher score, then the older document.
  package func precedes(_ other: ScoredDocument) -> Bool {
    if score != other.score { return score > other.score }
    if segment != other.segment { return segment < other.segment }
    return document < other.document
  }
}
