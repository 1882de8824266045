/// When and with what means the documents of a merged segment are put in another order.
package struct Reordering: Sendable, Hashable {
  /// From so many documents on the bytes and the time that are saved are worth the work.
  ///
  /// Measured on abstracts of articles (`Benchmarks/Compare`): 200,000 are searched in 0.9 to 0.95 of
  /// the time and 50,000 in the same, for some 60 µs of work a document.
  package static let smallestDocumentCount: UInt32 = 100_000

  /// A background merge has this many documents at least: each is merged again at the next level.
  package static let smallestBackgroundCount: UInt32 = 500_000

  /// Smaller segments keep their order.
  package var smallestDocumentCount: UInt32

  /// How much memory the work may take, roughly; frequent terms are left out above it.
  package var memoryByteCount: Int

  /// How many threads share the work; the order is the same for any number.
  package var threads: Int

  package init(
    smallestDocumentCount: UInt32 = Reordering.smallestDocumentCount, memoryByteCount: Int,
    threads: Int = 1
  ) {
    self.smallestDocumentCount = smallestDocumentCount
    self.memoryByteCount = memoryByteCount
    self.threads = threads
  }
}
