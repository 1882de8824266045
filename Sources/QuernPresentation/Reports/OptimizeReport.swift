/// What a run of `quern optimize` has done.
package struct OptimizeReport: Sendable, Hashable {
  /// An index before or after.
  package struct Sizes: Sendable, Hashable {
    package var segments: Int
    package var bytes: Int

    /// Documents that were deleted and still take room.
    package var deleted: Int

    package init(segments: Int, bytes: Int, deleted: Int) {
      self.segments = segments
      self.bytes = bytes
      self.deleted = deleted
    }
  }

  package var before: Sizes
  package var after: Sizes

  /// The number of documents in the index.
  package var documents = 0
  package var seconds = 0.0

  package init(before: Sizes, after: Sizes) {
    self.before = before
    self.after = after
  }

  private var reclaimed: Int { before.deleted - after.deleted }

  /// `5 segments to 1, 120,000 bytes to 90,000, 3 deleted articles reclaimed, in 0.12 s`.
  package var line: String {
    "\(Figures.count(before.segments, "segment")) to \(Figures.grouped(after.segments)), "
      + "\(Figures.count(before.bytes, "byte")) to \(Figures.grouped(after.bytes)), "
      + "\(Figures.count(reclaimed, "deleted article")) reclaimed, "
      + "in \(Figures.fixed(seconds, decimals: 2)) s"
  }

  /// The report as one JSON object.
  package var record: JSONValue {
    .object([
      .init("type", .string("summary")),
      .init("documents", .integer(documents)),
      .init("segmentsBefore", .integer(before.segments)),
      .init("segmentsAfter", .integer(after.segments)),
      .init("bytesBefore", .integer(before.bytes)),
      .init("bytesAfter", .integer(after.bytes)),
      .init("reclaimed", .integer(reclaimed)),
      .init("seconds", .double((seconds * 1e6).rounded() / 1e6)),
    ])
  }
}
