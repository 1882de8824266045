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

  /// What putting articles in another order took and gave.
  package struct Reordering: Sendable, Hashable {
    package var documents: Int
    package var seconds: Double

    /// Bytes of posting lists, positions and pairs.
    package var bytesBefore: Int
    package var bytesAfter: Int

    package init(documents: Int, seconds: Double, bytesBefore: Int, bytesAfter: Int) {
      self.documents = documents
      self.seconds = seconds
      self.bytesBefore = bytesBefore
      self.bytesAfter = bytesAfter
    }
  }

  package var before: Sizes
  package var after: Sizes

  /// The number of documents in the index.
  package var documents = 0
  package var seconds = 0.0

  /// `nil` where articles have kept their order.
  package var reordering: Reordering?

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
      + "in \(Figures.fixed(seconds, decimals: 2)) s" + (reordering.map(Self.clause) ?? "")
  }

  private static func clause(_ reordering: Reordering) -> String {
    "; \(Figures.count(reordering.documents, "article")) reordered in "
      + "\(Figures.fixed(reordering.seconds, decimals: 2)) s, lists from "
      + "\(Figures.grouped(reordering.bytesBefore)) bytes to "
      + "\(Figures.grouped(reordering.bytesAfter))"
  }

  /// The report as one JSON object.
  package var record: JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", .string("summary")),
      .init("documents", .integer(documents)),
      .init("segmentsBefore", .integer(before.segments)),
      .init("segmentsAfter", .integer(after.segments)),
      .init("bytesBefore", .integer(before.bytes)),
      .init("bytesAfter", .integer(after.bytes)),
      .init("reclaimed", .integer(reclaimed)),
      .init("seconds", Self.rounded(seconds)),
    ]
    if let reordering {
      members += [
        .init("reordered", .integer(reordering.documents)),
        .init("reorderSeconds", Self.rounded(reordering.seconds)),
        .init("listBytesBefore", .integer(reordering.bytesBefore)),
        .init("listBytesAfter", .integer(reordering.bytesAfter)),
      ]
    }
    return .object(members)
  }

  private static func rounded(_ seconds: Double) -> JSONValue {
    .double((seconds * 1e6).rounded() / 1e6)
  }
}
