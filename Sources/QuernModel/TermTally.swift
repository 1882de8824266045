/// How many terms there are, and how many bytes they have.
package struct TermTally: Equatable, Sendable {
  package var count = 0
  package var byteCount = 0

  /// None.
  package init() {}

  /// Counts the terms that a batch announces.
  package init(newTermsOf batch: TokenBatch) {
    (count, byteCount) = (batch.newTermEnds.count, batch.newTermBytes.count)
  }

  package static func += (left: inout TermTally, right: TermTally) {
    left.count += right.count
    left.byteCount += right.byteCount
  }
}
